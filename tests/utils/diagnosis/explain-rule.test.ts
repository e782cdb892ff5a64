import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import { findingOfRule } from '@/utils/diagnosis/explain-rule';
import { findingText } from '@/utils/diagnosis/finding-text';

describe('an error of which only the ID is known', () => {
  it.each(providers.map((provider) => [provider.name, provider] as const))('is explained for each error of %s', (_, provider) => {
    for (const { id, actor, source } of provider.knowledge.errors) {
      const finding = findingOfRule(provider.id, id);
      expect(finding).toMatchObject({ id, actor, source, params: [] });
      // Sentences with values that are not known are left out.
      expect(finding && findingText(finding, 'text'), id).not.toMatch(/\ufffc|\$/);
    }
  });

  it('is not explained if this version does not have it, or another provider does', () => {
    expect(findingOfRule('hubspot', 'salesforce-app-not-installed')).toBeNull();
    expect(findingOfRule('acme', 'salesforce-app-not-installed')).toBeNull();
    expect(findingOfRule('salesforce', 'acme-gone')).toBeNull();
  });
});
