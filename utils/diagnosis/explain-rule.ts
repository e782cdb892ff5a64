/** Explains an error of which only the ID is known, such as one in the history. */
import { providerById } from '@/providers';
import type { Finding } from '@/providers/contract/finding';
import { finding } from '@/providers/finding';

/** An error of which only the ID is known. */
export interface KnownRule {
  /** The finding, without the values that its texts had on the page. */
  finding: Finding;
  /** Whether the error has one reason, which its text says. */
  namesReason: boolean;
}

/** Returns the error with this ID; null if this version has no such error of the provider. */
export function explainRule(provider: string, rule: string): KnownRule | null {
  const error = providerById(provider)?.knowledge.errors.find(({ id }) => id === rule);
  if (!error) return null;
  const { id, severity, actor, source, generic } = error;
  return {
    finding: finding({ id, severity, actor, source, confidence: 'likely' }),
    namesReason: generic !== 'heading' && generic !== 'unnamed',
  };
}
