/** Colours and font a picture is drawn with, all from the editor's theme. */
export interface Theme {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  readonly red: string;
  readonly blue: string;
  readonly green: string;
  readonly purple: string;
  readonly yellow: string;
  readonly orange: string;
  readonly fontFamily: string;
  /** Pixels. */
  readonly fontSize: number;
}

type ColourRole = Exclude<keyof Theme, 'fontFamily' | 'fontSize'>;

/**
 * The theme variables each role may come from, best first, then the system colour that stands in where a page has
 * no theme, or where the reader's forced colours outrank it.
 */
const ROLES: Readonly<
  Record<ColourRole, { readonly variables: readonly string[]; readonly system: string }>
> = {
  background: { variables: ['--vscode-editor-background'], system: 'Canvas' },
  foreground: { variables: ['--vscode-foreground', '--vscode-editor-foreground'], system: 'CanvasText' },
  muted: { variables: ['--vscode-descriptionForeground', '--vscode-foreground'], system: 'CanvasText' },
  line: { variables: ['--vscode-charts-lines', '--vscode-widget-border'], system: 'GrayText' },
  accent: { variables: ['--vscode-focusBorder', '--vscode-contrastActiveBorder'], system: 'Highlight' },
  red: { variables: ['--vscode-charts-red'], system: 'CanvasText' },
  blue: { variables: ['--vscode-charts-blue'], system: 'LinkText' },
  green: { variables: ['--vscode-charts-green'], system: 'CanvasText' },
  purple: { variables: ['--vscode-charts-purple'], system: 'CanvasText' },
  yellow: { variables: ['--vscode-charts-yellow', '--vscode-charts-orange'], system: 'CanvasText' },
  orange: { variables: ['--vscode-charts-orange', '--vscode-charts-yellow'], system: 'CanvasText' },
};

/**
 * Reads the theme. `variable` gives the computed value of a CSS custom property, empty when it is not set;
 * `forcedColors` says that the reader's own palette replaces all colours.
 */
export function readTheme(variable: (name: string) => string, forcedColors: boolean): Theme {
  const colour = (role: ColourRole): string => {
    const { variables, system } = ROLES[role];
    if (forcedColors) return system;
    return variables.map((name) => variable(name).trim()).find((value) => value !== '') ?? system;
  };
  const size = Number.parseFloat(variable('--vscode-font-size'));
  return {
    background: colour('background'),
    foreground: colour('foreground'),
    muted: colour('muted'),
    line: colour('line'),
    accent: colour('accent'),
    red: colour('red'),
    blue: colour('blue'),
    green: colour('green'),
    purple: colour('purple'),
    yellow: colour('yellow'),
    orange: opaque(colour('orange')),
    fontFamily: variable('--vscode-font-family').trim() || 'sans-serif',
    fontSize: Number.isFinite(size) && size > 0 ? size : 13,
  };
}

/** A colour without its alpha: VS Code's orange for charts is half transparent, too pale for a slot on a ground. */
function opaque(colour: string): string {
  const hex = /^(#[\da-f]{6})[\da-f]{2}$/i.exec(colour)?.[1];
  const channels = /^rgba\(([^,]+,[^,]+,[^,]+),[^)]+\)$/.exec(colour)?.[1];
  return hex ?? (channels === undefined ? colour : `rgb(${channels})`);
}

/** The theme of this page as it is now. */
export function currentTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  return readTheme((name) => style.getPropertyValue(name), matchMedia('(forced-colors: active)').matches);
}

/** Calls `changed` after each change of theme. Returns how to stop. */
export function watchTheme(changed: (theme: Theme) => void): () => void {
  const read = (): void => {
    changed(currentTheme());
  };
  // VS Code writes a theme into the style of <html> and its kind into the class of <body>.
  const observer = new MutationObserver(read);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  const forced = matchMedia('(forced-colors: active)');
  forced.addEventListener('change', read);
  return () => {
    observer.disconnect();
    forced.removeEventListener('change', read);
  };
}
