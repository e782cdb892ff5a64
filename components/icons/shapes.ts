/** The icons that only extension pages draw, as SVG shapes. */
import type { MarkIconName } from './mark-shapes';

/** One SVG element of an icon: its tag and its attributes. */
export type Shape = readonly [tag: 'path' | 'rect' | 'circle', attributes: Readonly<Record<string, string>>];

/** The shapes of each icon, drawn in this order on a 16 px grid. */
export const shapes = {
  bar: [
    ['circle', { cx: '8', cy: '8', r: '5.75' }],
    ['path', { d: 'M5 8h6' }],
  ],
  bookmark: [['path', { d: 'M4.25 2.25h7.5v11.5L8 10.75l-3.75 3z' }]],
  'box-off': [['rect', { x: '2.75', y: '2.75', width: '10.5', height: '10.5', rx: '2' }]],
  'box-mixed': [
    ['rect', { x: '2.75', y: '2.75', width: '10.5', height: '10.5', rx: '2' }],
    ['path', { d: 'M5.5 8h5' }],
  ],
  check: [['path', { d: 'm3.25 8.5 3 3 6.5-7' }]],
  'chevron-down': [['path', { d: 'm4 6.25 4 4 4-4' }]],
  'chevron-left': [['path', { d: 'M9.75 4.25 5.75 8l4 4' }]],
  'chevron-right': [['path', { d: 'M6.25 4 10.25 8l-4 4' }]],
  code: [['path', { d: 'm5.25 4.5-3.5 3.5 3.5 3.5M10.75 4.5l3.5 3.5-3.5 3.5' }]],
  collapse: [
    ['rect', { x: '2.25', y: '2.75', width: '11.5', height: '10.5', rx: '2' }],
    ['path', { d: 'M10.25 2.75v10.5M5.25 6l2 2-2 2' }],
  ],
  copy: [
    ['rect', { x: '5.25', y: '5.25', width: '8', height: '8', rx: '1.5' }],
    ['path', { d: 'M10.75 5.25v-1a1.5 1.5 0 0 0-1.5-1.5h-5a1.5 1.5 0 0 0-1.5 1.5v5a1.5 1.5 0 0 0 1.5 1.5h1' }],
  ],
  close: [['path', { d: 'm4 4 8 8M12 4l-8 8' }]],
  'dock-left': [
    ['rect', { x: '2.25', y: '2.75', width: '11.5', height: '10.5', rx: '2' }],
    ['path', { d: 'M6 2.75v10.5' }],
  ],
  download: [['path', { d: 'M8 2.5v7.5M4.75 6.75 8 10l3.25-3.25M2.75 13.25h10.5' }]],
  dots: [['path', { d: 'M3.5 8v.01M8 8v.01M12.5 8v.01', 'stroke-width': '2.25' }]],
  external: [
    [
      'path',
      {
        d: 'M9.5 2.75h3.75V6.5M13 3 7.75 8.25M11.25 9.5v2.25a1.5 1.5 0 0 1-1.5 1.5h-5.5a1.5 1.5 0 0 1-1.5-1.5v-5.5a1.5 1.5 0 0 1 1.5-1.5H6.5',
      },
    ],
  ],
  file: [
    ['path', { d: 'M9.25 1.75H4.75a1.5 1.5 0 0 0-1.5 1.5v9.5a1.5 1.5 0 0 0 1.5 1.5h6.5a1.5 1.5 0 0 0 1.5-1.5v-7.5zM9.25 1.75v3.5h3.5' }],
  ],
  history: [
    ['path', { d: 'M3.1 5.25A5.75 5.75 0 1 1 2.25 8.6M2.75 2.25v3.25H6' }],
    ['path', { d: 'M8.25 5v3.25l2 1.25' }],
  ],
  info: [
    ['circle', { cx: '8', cy: '8', r: '5.75' }],
    ['path', { d: 'M8 7.5v3.25M8 5.25v.01' }],
  ],
  likely: [
    ['circle', { cx: '8', cy: '8', r: '5.25' }],
    ['path', { d: 'M8 5a3 3 0 0 0 0 6z', fill: 'currentColor', stroke: 'none' }],
  ],
  minus: [['path', { d: 'M3.25 8h9.5' }]],
  observed: [
    ['circle', { cx: '8', cy: '8', r: '5.25' }],
    ['circle', { cx: '8', cy: '8', r: '3', fill: 'currentColor', stroke: 'none' }],
  ],
  page: [
    ['rect', { x: '3.25', y: '1.75', width: '9.5', height: '12.5', rx: '1.5' }],
    ['path', { d: 'M5.75 5.25h4.5M5.75 8h4.5M5.75 10.75h2.5' }],
  ],
  plus: [['path', { d: 'M8 3.25v9.5M3.25 8h9.5' }]],
  policy: [
    ['path', { d: 'm8 1.75 5 1.75v4c0 3.2-2.1 5.6-5 6.75C5.1 13.1 3 10.7 3 7.5v-4z' }],
    ['path', { d: 'm5.75 7.75 1.75 1.75 3-3.25' }],
  ],
  possible: [['circle', { cx: '8', cy: '8', r: '5.25' }]],
  print: [
    [
      'path',
      {
        d: 'M4.75 5.75v-3h6.5v3M4.75 11.25h-1a1.5 1.5 0 0 1-1.5-1.5v-2.5a1.5 1.5 0 0 1 1.5-1.5h8.5a1.5 1.5 0 0 1 1.5 1.5v2.5a1.5 1.5 0 0 1-1.5 1.5h-1',
      },
    ],
    ['rect', { x: '4.75', y: '9.25', width: '6.5', height: '4.25', rx: '.5' }],
  ],
  pulse: [['path', { d: 'M1.75 8.5h2.75l1.75-5 3 9 1.75-4h3.25' }]],
  question: [
    ['circle', { cx: '8', cy: '8', r: '5.75' }],
    ['path', { d: 'M6.4 6.5a1.65 1.65 0 1 1 2.6 1.35c-.6.45-1 .75-1 1.4M8 11.25v.01' }],
  ],
  reply: [['path', { d: 'M6.5 3.25 2.75 7l3.75 3.75M3 7h6a4.25 4.25 0 0 1 4.25 4.25v1.5' }]],
  restore: [['path', { d: 'M3.25 6.25H9.5a3.5 3.5 0 0 1 0 7H6.25M6 3.25l-3 3 3 3' }]],
  search: [
    ['circle', { cx: '7', cy: '7', r: '4.25' }],
    ['path', { d: 'm10.25 10.25 3.25 3.25' }],
  ],
  sliders: [
    ['path', { d: 'M2.5 4.75h6M12 4.75h1.5M2.5 11.25H4M7.5 11.25h6' }],
    ['circle', { cx: '10.25', cy: '4.75', r: '1.75' }],
    ['circle', { cx: '5.75', cy: '11.25', r: '1.75' }],
  ],
  table: [
    ['rect', { x: '2.25', y: '2.75', width: '11.5', height: '10.5', rx: '1.5' }],
    ['path', { d: 'M2.25 6.25h11.5M6.25 6.25v7' }],
  ],
  unverified: [
    ['circle', { cx: '8', cy: '8', r: '5.75', 'stroke-dasharray': '2.2 2.3' }],
    ['path', { d: 'M6.5 6.6a1.55 1.55 0 1 1 2.4 1.3c-.6.4-.9.7-.9 1.3M8 11.25v.01' }],
  ],
  verified: [
    ['circle', { cx: '8', cy: '8', r: '5.75' }],
    ['path', { d: 'm5.5 8.25 1.75 1.75 3.25-3.75' }],
  ],
} as const satisfies Record<string, readonly Shape[]>;

/** The name of an icon that extension pages may draw. */
export type IconName = keyof typeof shapes | MarkIconName;
