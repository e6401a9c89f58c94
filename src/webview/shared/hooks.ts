import { useEffect, useState } from 'preact/hooks';
import { currentTheme, watchTheme } from './theme.ts';
import type { Theme } from './theme.ts';

/** The theme, renewed when it changes. */
export function useTheme(): Theme {
  const [theme, setTheme] = useState(currentTheme);
  useEffect(() => watchTheme(setTheme), []);
  return theme;
}

/** True while the page matches the media query. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const changed = (): void => {
      setMatches(media.matches);
    };
    changed();
    media.addEventListener('change', changed);
    return () => {
      media.removeEventListener('change', changed);
    };
  }, [query]);
  return matches;
}
