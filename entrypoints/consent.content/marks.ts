/** The marks beside the page's own lines: what the background sent, drawn in closed shadow roots, nothing decided here. */

import { accessIcons, type MarkIconName } from '@/components/icons/mark-shapes';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Mark } from '@/utils/review/marks';
import { drawIcon } from './icons';
import css from './marks.css?inline';

export interface Marks {
  /** The lines that the next marks refer to. False if nothing changed since the last reading. */
  setLines(lines: readonly Element[], reading: PageSnapshot): boolean;
  draw(marks: readonly Mark[]): void;
  /** The next reading counts as new, whatever it says. */
  forget(): void;
}

const kindIcons = { required: 'lock', kept: 'box-on', dropped: 'box-off' } as const satisfies Record<Mark['kind'], MarkIconName>;
export function createMarks(signal: AbortSignal): Marks {
  let lines: readonly Element[] = [];
  let read = '';
  let drawn: HTMLElement[] = [];
  const clear = () => {
    for (const host of drawn) host.remove();
    drawn = [];
  };
  signal.addEventListener('abort', clear);

  return {
    setLines(next, reading) {
      const text = JSON.stringify(reading);
      // The same words in new elements: a framework has drawn its list again and threw our marks away.
      const same = text === read && next.length === lines.length && next.every((line, index) => line === lines[index]);
      lines = next;
      read = text;
      return !same;
    },
    forget() {
      read = '';
    },
    draw(marks) {
      clear();
      // Asked once and before anything is inserted: each later question would make the browser compute styles again.
      const first = lines.find((line) => line.isConnected);
      const scheme = first && isDark(first) ? 'dark' : 'light';
      for (const mark of marks) {
        const line = lines[mark.line];
        if (!line?.isConnected) continue;
        const badge = badgeElement(mark, scheme);
        line.prepend(badge);
        drawn.push(badge);
        if (mark.flag) {
          const flag = island(
            'scope-review-flag',
            scheme,
            element('span', `flag ${mark.flag.severity}`, drawIcon('warning'), mark.flag.text),
          );
          line.append(flag);
          drawn.push(flag);
        }
      }
    },
  };
}

function badgeElement({ kind, access, label }: Mark, scheme: string): HTMLElement {
  const badge = element('span', `mark ${kind}`, drawIcon(kindIcons[kind]), ...(access ? [drawIcon(accessIcons[access])] : []));
  badge.setAttribute('role', 'img');
  badge.setAttribute('aria-label', label);
  const tip = element('span', 'tip', label);
  tip.setAttribute('aria-hidden', 'true');
  return island('scope-review-mark', scheme, badge, tip);
}

/** An element of ours in the page's text that neither side's styles or scripts reach into. */
function island(name: string, scheme: string, ...children: Node[]): HTMLElement {
  const host = document.createElement(name);
  host.style.colorScheme = scheme;
  const style = document.createElement('style');
  style.textContent = css;
  host.attachShadow({ mode: 'closed' }).append(style, ...children);
  return host;
}

function element(name: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

/** The theme of the page, not of the system: by the first background that is painted behind the line. */
function isDark(line: Element): boolean {
  for (let at: Element | null = line; at; at = at.parentElement) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = getComputedStyle(at)
      .backgroundColor.match(/[\d.]+/g)
      ?.map(Number) ?? [0, 0, 0, 0];
    if (alpha > 0.5) return 0.3 * red + 0.6 * green + 0.1 * blue < 110;
  }
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return scheme.includes('dark') && (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
}
