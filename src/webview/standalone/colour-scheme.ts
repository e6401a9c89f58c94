/**
 * Marks the body as VS Code does for a theme of that kind, and again when the reader's system changes: the colours
 * themselves are in colours.css, and pictures are drawn anew when the marks change.
 */
export function followColourScheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const mark = (): void => {
    const { classList } = document.body;
    classList.toggle('vscode-dark', dark.matches && !contrast.matches);
    classList.toggle('vscode-light', !dark.matches && !contrast.matches);
    classList.toggle('vscode-high-contrast', contrast.matches);
    classList.toggle('vscode-high-contrast-light', contrast.matches && !dark.matches);
  };
  mark();
  dark.addEventListener('change', mark);
  contrast.addEventListener('change', mark);
}
