/** The brand mark: a small review with two scopes that are kept, and one that is dropped. */

/** Colors of the brand, from `--sr-accent` and `--sr-on-accent` of the light theme. */
export const brand = { accent: '#0b6572', onAccent: '#ffffff' };

/**
 * Returns the mark as SVG, `size` pixels wide and high and without clear space around it, in two
 * colors.
 */
export function brandMark(size: number, ground = brand.accent, ink = brand.onAccent): string {
  return `<svg width="${size}" height="${size}" viewBox="0 0 16 16" fill="none" stroke="${ink}" stroke-linecap="round">
    <rect width="16" height="16" rx="3.5" fill="${ground}" stroke="none"/>
    <path d="M3.5 4.5h1.5M7.5 4.5h5M3.5 8h1.5M7.5 8h5" stroke-width="1.75"/>
    <circle cx="4.25" cy="11.5" r="1" stroke-width="1"/><path d="M7.5 11.5h3" stroke-width="1" opacity=".75"/>
  </svg>`;
}
