import type { JSX } from 'preact';

const SHAPES = {
  start: 'M3 3h2v10H3zM13 3v10L6 8z',
  previous: 'M12 3v10L5 8z',
  play: 'M4 3v10l9-5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  next: 'M3 3v10l7-5zM11 3h2v10h-2z',
  remove: 'M4.2 3 8 6.8 11.8 3 13 4.2 9.2 8l3.8 3.8-1.2 1.2L8 9.2 4.2 13 3 11.8 6.8 8 3 4.2z',
  down: 'M3 6h10l-5 5z',
} as const;

/** A small sign in the colour of the text beside it, silent to assistive technology. */
export function Icon({ shape }: { readonly shape: keyof typeof SHAPES }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d={SHAPES[shape]} fill="currentColor" />
    </svg>
  );
}
