/** The few icons of the marks as path data, 16 grid. */
const paths = {
  lock: 'M4.75 7h6.5a1.5 1.5 0 0 1 1.5 1.5v3.75a1.5 1.5 0 0 1-1.5 1.5h-6.5a1.5 1.5 0 0 1-1.5-1.5V8.5A1.5 1.5 0 0 1 4.75 7ZM5.25 7V5a2.75 2.75 0 0 1 5.5 0v2',
  'box-off': 'M4.75 2.75h6.5a2 2 0 0 1 2 2v6.5a2 2 0 0 1-2 2h-6.5a2 2 0 0 1-2-2v-6.5a2 2 0 0 1 2-2Z',
  'box-on': 'M4.75 2.75h6.5a2 2 0 0 1 2 2v6.5a2 2 0 0 1-2 2h-6.5a2 2 0 0 1-2-2v-6.5a2 2 0 0 1 2-2ZM5.5 8.25 7.25 10l3.25-3.75',
  eye: 'M1.5 8S3.75 3.75 8 3.75 14.5 8 14.5 8 12.25 12.25 8 12.25 1.5 8 1.5 8ZM8 6.25a1.75 1.75 0 1 1 0 3.5 1.75 1.75 0 0 1 0-3.5Z',
  pencil: 'm10.75 2.75 2.5 2.5-7.75 7.75-3.25.75.75-3.25zM9 4.5 11.5 7',
  trash: 'M2.75 4.25h10.5M6 4V2.5h4V4M4.25 4.5l.6 9h6.3l.6-9M6.75 7v4M9.25 7v4',
  key: 'M5.25 8a2.75 2.75 0 1 1 0 5.5 2.75 2.75 0 0 1 0-5.5ZM7.25 8.75l6-6M11 5l2 2',
  person: 'M8 2.75a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM3 13.5c.4-2.7 2.4-4.25 5-4.25s4.6 1.55 5 4.25',
  clock: 'M8 2.25a5.75 5.75 0 1 1 0 11.5 5.75 5.75 0 0 1 0-11.5ZM8 4.75V8l2.25 1.5',
  shield: 'm8 1.75 5 1.75v4c0 3.2-2.1 5.6-5 6.75C5.1 13.1 3 10.7 3 7.5v-4z',
  warning: 'M8 2.25 14.25 13.25H1.75zM8 6.5v3M8 11.25v.01',
} as const;

export type IconName = keyof typeof paths;

const svgSpace = 'http://www.w3.org/2000/svg';

export function drawIcon(name: IconName): SVGElement {
  const icon = document.createElementNS(svgSpace, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgSpace, 'path');
  path.setAttribute('d', paths[name]);
  icon.append(path);
  return icon;
}
