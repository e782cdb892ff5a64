import type { ComponentChildren } from 'preact';
import { t } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';

/** One saved thing. */
export interface SavedRow {
  key: string;
  /** What it is about, untrusted. */
  title: string;
  /** What is saved, in a few words. */
  text: string;
  /** When it was saved, in milliseconds since the epoch. */
  at: number;
  actions: readonly SavedAction[];
  /** What is open below the row; null if nothing is. */
  detail?: ComponentChildren;
}

/** A button of a row. */
export interface SavedAction {
  label: string;
  /** The accessible name, which contains what the row is about. */
  name: string;
  run(): void;
  /** Whether its detail is open; undefined if it has none. */
  isOpen?: boolean;
}

/** Moves the focus to the button of this accessible name; returns whether there is one. */
export function focusAction(name: string): boolean {
  const button = document.querySelector<HTMLElement>(`.sr-saved__actions [aria-label="${CSS.escape(name)}"]`);
  button?.focus();
  return button !== null;
}

interface Props {
  /** The ID of the heading, which takes the focus after a row was deleted. */
  id: string;
  title: string;
  /** What these are for. */
  text: string;
  /** What can be done with all of them. */
  tools?: ComponentChildren;
  rows: readonly SavedRow[];
  /** What the last action in the list did; empty if there was none. */
  message: string;
  /** Undefined if all are listed. */
  onMore?: (() => void) | undefined;
}

/** Lists one kind of saved data. If the user saved none, it shows only the message, if there is one. */
export function SavedList({ id, title, text, tools, rows, message, onMore }: Props) {
  if (rows.length === 0) return message ? <p>{message}</p> : null;
  return (
    <section class="sr-saved" aria-labelledby={id}>
      <div class="sr-saved__head">
        <h2 class="sr-heading" id={id} tabIndex={-1}>
          {title}
        </h2>
        {tools}
      </div>
      <p class="sr-small sr-muted">
        {text} <strong>{message}</strong>
      </p>
      <ul>
        {rows.map((row) => (
          <li key={row.key} class="sr-saved__item">
            <div class="sr-saved__line">
              <span class="sr-saved__title">
                <strong dir="auto">{row.title}</strong>
                <small dir="auto">{row.text}</small>
              </span>
              <span class="sr-saved__day">{calendarDay(row.at)}</span>
              <span class="sr-saved__actions">
                {row.actions.map(({ label, name, run, isOpen }) => (
                  <button key={label} type="button" class="sr-link" aria-label={name} aria-expanded={isOpen} onClick={run}>
                    {label}
                  </button>
                ))}
              </span>
            </div>
            {row.detail}
          </li>
        ))}
      </ul>
      {onMore && (
        <button type="button" class="sr-button" onClick={onMore}>
          {t('idle_more')}
        </button>
      )}
    </section>
  );
}
