import { readFileSync } from 'node:fs';
import { escapeHtml } from '../web';

/** The static file of the page. */
export const styleSheet = readFileSync(new URL('../style.css', import.meta.url), 'utf8');

/** The script has a URL of its own, because the simulated pages forbid inline scripts. */
export const autoSubmitScript = "document.querySelector('form').submit();\n";

export function page(title: string, body: string, language = 'en', head = ''): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><link rel="stylesheet" href="/assets/style.css">${head}</head><body>${body}</body></html>`;
}

/**
 * Returns a page that submits these fields by itself, which is how the HTTP POST binding transports
 * SAML messages.
 */
export function postForm(title: string, action: string, fields: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`);
  return page(
    title,
    `<main><form method="post" action="${escapeHtml(action)}">${inputs.join('')}<button>Continue</button></form></main>`,
    'en',
    '<script src="/assets/auto-submit.js" defer></script>',
  );
}
