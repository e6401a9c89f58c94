import { useEffect, useRef, useState } from 'preact/hooks';
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

/** A value that follows another one, but changes no more often than every so many milliseconds. */
export function useThrottled<Value>(value: Value, interval: number): Value {
  const [shown, setShown] = useState(value);
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + interval - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setShown(value);
    }, wait);
    return () => {
      clearTimeout(timer);
    };
  }, [value, interval]);
  return shown;
}
