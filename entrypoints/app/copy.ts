/** Copies texts to the clipboard, from the popup and from inside the frame of the panel. */

/**
 * Copies a text to the clipboard and resolves to true, or to false if the browser refuses. Call it
 * from a click, because browsers refuse it otherwise.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/**
 * Copies with the deprecated `execCommand`, which needs no clipboard permission from the page
 * around the panel.
 */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  // Whatever takes the focus is scrolled into view: the field, then the button in the bar.
  field.style.position = 'fixed';
  field.style.inset = '0 auto auto 0';
  field.style.opacity = '0';
  document.body.append(field);
  field.focus({ preventScroll: true });
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return done;
}
