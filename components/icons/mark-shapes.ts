/**
 * The icons that the marks and the folded panel on the provider's page share with the review. The
 * content script bundles only these. The grid has 16 units, and strokes are 1.5 wide in
 * `currentColor`. Each icon is one path, because every further element costs the page time and
 * every further kind of element memory.
 */
import type { Access } from '@/providers/contract/catalogue';

/** The data of each icon's path. */
export const markShapes = {
  blocker: 'M5.5 1.75h5l3.75 3.75v5l-3.75 3.75h-5L1.75 10.5v-5zM5.25 8h5.5',
  'box-on': 'M4.75 2.75h6.5a2 2 0 0 1 2 2v6.5a2 2 0 0 1-2 2h-6.5a2 2 0 0 1-2-2v-6.5a2 2 0 0 1 2-2zM5.5 8.25 7.25 10l3.25-3.75',
  // The outlines of two lines that are 2.25 units wide.
  brand:
    'M2.75 3.625h2v.75h-2zM7.25 3.625h6v.75h-6zM2.75 7.625h2v.75h-2zM7.25 7.625h6v.75h-6zM5 12a1.25 1.25 0 1 1-2.5 0 1.25 1.25 0 0 1 2.5 0zM7.25 12h3.5',
  'chevron-up': 'm4 9.75 4-4 4 4',
  clock: 'M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM8 4.75V8l2.25 1.5',
  eye: 'M1.5 8S3.75 3.75 8 3.75 14.5 8 14.5 8 12.25 12.25 8 12.25 1.5 8 1.5 8zM9.75 8a1.75 1.75 0 1 1-3.5 0 1.75 1.75 0 0 1 3.5 0z',
  key: 'M8 10.75a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 0 1 5.5 0zM7.25 8.75l6-6M11 5l2 2',
  lock: 'M4.75 7h6.5a1.5 1.5 0 0 1 1.5 1.5v3.75a1.5 1.5 0 0 1-1.5 1.5h-6.5a1.5 1.5 0 0 1-1.5-1.5V8.5A1.5 1.5 0 0 1 4.75 7zM5.25 7V5a2.75 2.75 0 0 1 5.5 0v2',
  pending: 'M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM8 4.75v3.5M8 11.25v.01',
  pencil: 'm10.75 2.75 2.5 2.5-7.75 7.75-3.25.75.75-3.25zM9 4.5 11.5 7',
  user: 'M10.5 5.25a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM3 13.5c.4-2.7 2.4-4.25 5-4.25s4.6 1.55 5 4.25',
  shield: 'm8 1.75 5 1.75v4c0 3.2-2.1 5.6-5 6.75C5.1 13.1 3 10.7 3 7.5v-4z',
  trash: 'M2.75 4.25h10.5M6 4V2.5h4V4M4.25 4.5l.6 9h6.3l.6-9M6.75 7v4M9.25 7v4',
  warning: 'M8 2.25 14.25 13.25H1.75zM8 6.5v3M8 11.25v.01',
} as const satisfies Record<string, string>;

/** The name of an icon that the content script may draw. */
export type MarkIconName = keyof typeof markShapes;

/** The icon for each kind of access that a scope gives. */
export const accessIcons = {
  read: 'eye',
  write: 'pencil',
  delete: 'trash',
  full: 'key',
  identity: 'user',
  offline: 'clock',
  admin: 'shield',
} as const satisfies Record<Access, MarkIconName>;
