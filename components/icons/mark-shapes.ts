/**
 * The icons that the marks and the folded panel on the provider's page share with the review. The
 * content script bundles only these. The grid has 16 units, and strokes are 1.5 wide in `currentColor`.
 */
import type { Access } from '@/providers/contract/catalogue';

/** One SVG element of an icon: its tag and its attributes. */
export type Shape = readonly [tag: 'path' | 'rect' | 'circle', attributes: Readonly<Record<string, string>>];

/** The shapes of each icon, drawn in this order on a 16 px grid. */
export const markShapes = {
  blocker: [
    ['path', { d: 'M5.5 1.75h5l3.75 3.75v5l-3.75 3.75h-5L1.75 10.5v-5z' }],
    ['path', { d: 'M5.25 8h5.5' }],
  ],
  'box-off': [['rect', { x: '2.75', y: '2.75', width: '10.5', height: '10.5', rx: '2' }]],
  'box-on': [
    ['rect', { x: '2.75', y: '2.75', width: '10.5', height: '10.5', rx: '2' }],
    ['path', { d: 'M5.5 8.25 7.25 10l3.25-3.75' }],
  ],
  brand: [
    ['path', { d: 'M2.75 4h2M7.25 4h6M2.75 8h2M7.25 8h6', 'stroke-width': '2.25' }],
    ['circle', { cx: '3.75', cy: '12', r: '1.25' }],
    ['path', { d: 'M7.25 12h3.5' }],
  ],
  'chevron-up': [['path', { d: 'm4 9.75 4-4 4 4' }]],
  clock: [
    ['circle', { cx: '8', cy: '8', r: '5.75' }],
    ['path', { d: 'M8 4.75V8l2.25 1.5' }],
  ],
  eye: [
    ['path', { d: 'M1.5 8S3.75 3.75 8 3.75 14.5 8 14.5 8 12.25 12.25 8 12.25 1.5 8 1.5 8Z' }],
    ['circle', { cx: '8', cy: '8', r: '1.75' }],
  ],
  key: [
    ['circle', { cx: '5.25', cy: '10.75', r: '2.75' }],
    ['path', { d: 'm7.25 8.75 6-6M11 5l2 2' }],
  ],
  lock: [
    ['rect', { x: '3.25', y: '7', width: '9.5', height: '6.75', rx: '1.5' }],
    ['path', { d: 'M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2' }],
  ],
  pencil: [['path', { d: 'm10.75 2.75 2.5 2.5-7.75 7.75-3.25.75.75-3.25zM9 4.5 11.5 7' }]],
  user: [
    ['circle', { cx: '8', cy: '5.25', r: '2.5' }],
    ['path', { d: 'M3 13.5c.4-2.7 2.4-4.25 5-4.25s4.6 1.55 5 4.25' }],
  ],
  shield: [['path', { d: 'm8 1.75 5 1.75v4c0 3.2-2.1 5.6-5 6.75C5.1 13.1 3 10.7 3 7.5v-4z' }]],
  trash: [['path', { d: 'M2.75 4.25h10.5M6 4V2.5h4V4M4.25 4.5l.6 9h6.3l.6-9M6.75 7v4M9.25 7v4' }]],
  warning: [
    ['path', { d: 'M8 2.25 14.25 13.25H1.75z' }],
    ['path', { d: 'M8 6.5v3M8 11.25v.01' }],
  ],
} as const satisfies Record<string, readonly Shape[]>;

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
