/** Explains an error of which only the ID is known, such as one in the history. */
import { providerById } from '@/providers';
import type { Finding } from '@/providers/contract/finding';
import { finding } from '@/providers/finding';

/**
 * Returns the finding of an error, without the values that its texts had on the page; null if this
 * version has no such error of the provider.
 */
export function findingOfRule(provider: string, rule: string): Finding | null {
  const error = providerById(provider)?.knowledge.errors.find(({ id }) => id === rule);
  if (!error) return null;
  const { id, severity, actor, source } = error;
  return finding({ id, severity, actor, source, confidence: 'likely' });
}
