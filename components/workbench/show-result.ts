/**
 * Moves the focus to the title of a result, and scrolls to it if the result does not fit below it
 * in the window.
 */
export function showResult(title: HTMLElement): void {
  title.focus({ preventScroll: true });
  const { bottom } = (title.parentElement ?? title).getBoundingClientRect();
  if (bottom > innerHeight) title.scrollIntoView({ block: 'start' });
}
