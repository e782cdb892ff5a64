import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import { explainRule } from '@/utils/diagnosis/explain-rule';
import { findingText } from '@/utils/diagnosis/finding-text';

describe('an error of which only the ID is known', () => {
  it.each(providers.map((provider) => [provider.name, provider] as const))('is explained for each error of %s', (_, provider) => {
    for (const { id, actor, source } of provider.knowledge.errors) {
      const known = explainRule(provider.id, id);
      expect(known?.finding).toMatchObject({ id, actor, source, params: [] });
      // Sentences with values that are not known are left out; what remains promises no list of
      // causes.
      const text = known?.namesReason ? findingText(known.finding, 'text') : 'no reason';
      expect(text, id).not.toMatch(/^$|\ufffc|\$|causes (?:are listed )?below/);
    }
  });

  it('is not explained if this version does not have it, or another provider does', () => {
    expect(explainRule('hubspot', 'salesforce-app-not-installed')).toBeNull();
    expect(explainRule('acme', 'salesforce-app-not-installed')).toBeNull();
    expect(explainRule('salesforce', 'acme-gone')).toBeNull();
  });
});
