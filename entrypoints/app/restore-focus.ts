/**
 * Moves the focus to what describes the new state, if the control that had it is gone: the title of
 * a card, what *Undo* did, or else the heading. Call it after that was drawn.
 */
export function restoreFocus(): void {
  if (document.activeElement !== document.body) return;
  const targets = ['.sr-state__title', '.sr-undone', 'h1'].map((selector) => document.querySelector<HTMLElement>(selector));
  targets.find((target) => target !== null)?.focus();
}
