/**
 * Draws the marks beside the scope lines of the page, in closed shadow roots. The background
 * decides what each mark shows.
 */
import { accessIcons, type MarkIconName } from '@/components/icons/mark-shapes';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Mark } from '@/utils/review/marks';
import { create, drawIcons, element, rootElement, styleElement } from './draw';
import css from './marks.css?inline';

/** Controls the marks on one page. */
export interface Marks {
  /**
   * Sets the lines that the next marks refer to. Returns false if neither the lines nor the
   * snapshot changed since the last call.
   */
  setLines(lines: readonly Element[], snapshot: PageSnapshot): boolean;
  /** Replaces all marks. A mark whose line is no longer in the page is left out. */
  draw(marks: readonly Mark[]): void;
  /** Makes the next call of `setLines` return true, even if nothing changed. */
  invalidate(): void;
}

const kindIcons = { required: 'lock', kept: 'box-on', pending: 'pending' } as const satisfies Record<Mark['kind'], MarkIconName>;

/** Returns the marks of this page, none at first. */
export function createMarks(): Marks {
  let lines: readonly Element[] = [];
  let lastSnapshot = '';
  let drawn: HTMLElement[] = [];

  return {
    setLines(next, snapshot) {
      const text = JSON.stringify(snapshot);
      // A framework that renders its list again creates new elements with the same text, and drops
      // our marks.
      const same = text === lastSnapshot && next.length === lines.length && next.every((line, index) => line === lines[index]);
      lines = next;
      lastSnapshot = text;
      return !same;
    },
    invalidate() {
      lastSnapshot = '';
    },
    draw(marks) {
      for (const host of drawn) host.remove();
      drawn = [];
      // The theme is read once, before anything is inserted: a read after each insertion would make
      // the browser compute all styles again.
      const first = lines.find((line) => line.isConnected);
      const scheme = first && isDark(first) ? 'dark' : 'light';
      for (const mark of marks) {
        const line = lines[mark.line];
        if (!line?.isConnected) continue;
        const badge = island('scope-review-mark', scheme, badgeElement(mark));
        line.prepend(badge);
        drawn.push(badge);
        if (mark.flag) {
          const { severity, text } = mark.flag;
          const flag = island('scope-review-flag', scheme, element('span', `flag ${severity}`, drawIcons(['warning']), text));
          line.append(flag);
          drawn.push(flag);
        }
      }
    },
  };
}

/**
 * How far the icons of a mark are from each other, in units of their grid; a fraction would cost 48
 * KB.
 */
const ICON_STEP = 29;

const drawings = new Map<string, HTMLElement>();

function badgeElement({ kind, access, label }: Mark): HTMLElement {
  const icons = access ? [kindIcons[kind], accessIcons[access]] : [kindIcons[kind]];
  const key = icons.join();
  const drawing = drawings.get(key) ?? element('span', `mark ${kind}${access ? ' both' : ''}`, drawIcons(icons, ICON_STEP));
  drawings.set(key, drawing);
  // A script that creates each element of each mark costs the page more time than a copy.
  const badge = drawing.cloneNode(true) as HTMLElement;
  badge.role = 'img';
  badge.ariaLabel = badge.title = label;
  return badge;
}

// The style sheet begins with `all: initial`, so the theme comes after it.
const styles = { light: `${css}:host{color-scheme:light}`, dark: `${css}:host{color-scheme:dark}` };

/**
 * Returns an element for the page whose closed shadow root keeps the page's styles and scripts away
 * from its child.
 */
function island(name: string, scheme: keyof typeof styles, child: Node): HTMLElement {
  const host = create(name);
  host.attachShadow({ mode: 'closed' }).append(styleElement(styles[scheme]), child);
  return host;
}

/**
 * Returns true if the page is dark behind the line, judged by the nearest painted background. The
 * theme of the system would be wrong for a page that ignores it.
 */
function isDark(line: Element): boolean {
  // A field called `parentElement` would lead back into its form.
  for (let ancestor: Element | null = line; ancestor; ancestor = Reflect.get(Node.prototype, 'parentElement', ancestor)) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = getComputedStyle(ancestor)
      .backgroundColor.match(/[\d.]+/g)
      ?.map(Number) ?? [0, 0, 0, 0];
    if (alpha > 0.5) return 0.3 * red + 0.6 * green + 0.1 * blue < 110;
  }
  const scheme = getComputedStyle(rootElement()).colorScheme;
  return scheme.includes('dark') && (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
}
