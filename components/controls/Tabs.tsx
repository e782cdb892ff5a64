import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';

/** A tab and its panel. */
export interface Tab {
  id: string;
  title: string;
  /** How many things the panel has; nothing is shown for zero. */
  count?: number;
  panel: ComponentChildren;
}

/**
 * Shows one of several panels. The arrow keys, Home and End move between the tabs. The other panels
 * are hidden but there, so that they can be printed. `first`: the ID of the tab that is chosen at
 * first, if it is not the first one.
 */
export function Tabs({ label, tabs, first }: { label: string; tabs: readonly Tab[]; first?: string }) {
  const [wanted, setChosen] = useState(first);
  // A tab may come later, such as one whose content is read.
  const chosen = (tabs.find(({ id: one }) => one === wanted) ?? tabs[0])?.id;
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const last = tabs.length - 1;
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(tabs[next]?.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <>
      <div class="sr-tabs" role="tablist" aria-label={label} ref={list}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            aria-selected={tab.id === chosen}
            aria-controls={`${id}-${tab.id}-panel`}
            tabIndex={tab.id === chosen ? 0 : -1}
            onClick={() => setChosen(tab.id)}
            onKeyDown={onKeyDown}
          >
            {tab.title}
            {tab.count ? <small>{tab.count}</small> : null}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.id}
          class="sr-tabs__panel"
          role="tabpanel"
          id={`${id}-${tab.id}-panel`}
          aria-labelledby={`${id}-${tab.id}`}
          hidden={tab.id !== chosen}
        >
          <p class="sr-print sr-heading">{tab.title}</p>
          {tab.panel}
        </div>
      ))}
    </>
  );
}
