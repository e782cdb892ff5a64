/** Made-up rules of errors, one for each kind of wording. */
import type { ErrorRule } from '@/providers/contract/diagnosis';

const source = { title: 'Test', accessedOn: '2026-11-22' };

/** Returns a rule with one English wording. */
export const rule = (id: string, text: string, rest: Partial<ErrorRule> = {}): ErrorRule => ({
  ...{ id, surface: 'page', severity: 'blocker', actor: 'app-vendor', texts: [{ language: 'en', text }], source },
  ...rest,
});

export const rules = [
  rule('short', 'scopes are wrong'),
  rule('long', 'the requested scopes are wrong for * today'),
  rule('named', 'scopes are missing [*'),
  rule('warned', 'this app was not verified by anybody at all', { severity: 'warning' }),
  rule('code', 'access_denied', { surface: 'callback' }),
];
export const headings = [{ language: 'en', text: 'It didn’t work' }];
