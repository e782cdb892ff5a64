/** Words an expected error as the provider shows it. */
import type { Provider } from '@/providers/contract/provider';
import type { SettingsProblem } from '@/providers/contract/settings-rules';

/**
 * Returns the provider's newest English wording with the problem's scopes or URL in its gap; null if
 * no error is known.
 */
export function expectedError({ knowledge }: Provider, { error, scopes, urls }: SettingsProblem): string | null {
  const texts = knowledge.errors.find(({ id }) => id === error)?.texts;
  const text = texts?.find(({ language }) => language === 'en')?.text;
  if (text === undefined) return null;
  const filled = text.replace('*', scopes.length > 0 ? scopes.join(', ') : (urls[0] ?? '…'));
  return filled.includes('[') && !filled.includes(']') ? `${filled}]` : filled;
}
