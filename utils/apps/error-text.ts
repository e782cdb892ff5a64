/** Words an expected error as the provider shows it. */
import type { Provider } from '@/providers/contract/provider';
import type { SettingsProblem } from '@/providers/contract/settings-rules';

/**
 * Returns the provider's newest English wording with the problem's scopes or URL in its gap; null
 * if no error, or no wording of it, is known.
 */
export function expectedError({ knowledge }: Provider, { error, scopes, urls }: SettingsProblem): string | null {
  const rule = knowledge.errors.find(({ id }) => id === error);
  const texts = rule?.texts.filter(({ language }) => language === 'en').map((wording) => wording.text) ?? [];
  const subject = scopes.length > 0 ? scopes.join(', ') : (urls[0] ?? '');
  // A wording that names a scope or a URL needs one.
  const text = texts.find((one) => subject !== '' || !one.includes('*'));
  if (text === undefined) return null;
  const filled = text.replace('*', () => subject);
  return filled.includes('[') && !filled.includes(']') ? `${filled}]` : filled;
}
