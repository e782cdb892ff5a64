/** A text that every provider can cause names none of them. */
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import { english } from '../pseudo-locale';

const vendors = providers.map(({ id, name }) => ({ id: id.replaceAll('-', '_'), name: new RegExp(`\\b${name}\\b`) }));

/** Families of texts that belong to one vendor, or that speak of the supported vendors on purpose. */
const scoped: Record<string, RegExp> = {
  'who can act at a vendor': /^(?:actor|fix|recipient)_/,
  'what the extension supports': /^(?:extension_description|idle_text)$/,
  'questions about a Salesforce approval': /^question_(?:history|listed|sign_in|stopped|who|colleague)/,
  'what was seen of a Salesforce approval': /^signal_(?:error_page|password)$/,
  'what was seen of an Outreach request': /^signal_outreach_/,
  'the check of a Salesforce org': /^org_/,
  'the read-only reason of Outreach’s own server': /^readonly_mcp_server$/,
};

describe('a text', () => {
  it('names no vendor but its own', () => {
    const wrong = Object.entries(english).filter(([key, { message }]) => {
      const others = vendors.filter(
        ({ id }) => !new RegExp(`^(?:finding|question|signal)_${id}_`).test(key) && !new RegExp(`^revoke_${id}(?:_first)?$`).test(key),
      );
      return !Object.values(scoped).some((family) => family.test(key)) && others.some(({ name }) => name.test(message));
    });
    expect(wrong.map(([key, { message }]) => `${key}: ${message}`)).toEqual([]);
  });

  it('of a finding names no app, because another one may connect', () => {
    const apps = providers.flatMap(({ knowledge }) => knowledge.apps.map(({ name }) => new RegExp(`\\b${name}\\b`)));
    expect(apps.length).toBeGreaterThan(5);
    const named = Object.entries(english).filter(([key, { message }]) => /^finding_/.test(key) && apps.some((name) => name.test(message)));
    expect(named.map(([key]) => key)).toEqual([]);
  });

  it('promises of no text that it holds nothing private, because a redaction knows only some secrets', () => {
    const promise =
      /\b(?:nothing|anything|no(?:thing)?) (?:is )?private\b|^Redacted\b|\b(?:contains?|has|have) no (?:codes|tokens|secrets|personal)/i;
    const wrong = Object.entries(english).filter(([, { message }]) => promise.test(message));
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it('is in no family that names no vendor', () => {
    for (const [family, keys] of Object.entries(scoped)) {
      const texts = Object.keys(english).filter((key) => keys.test(key));
      expect(
        texts.some((key) => vendors.some(({ name }) => name.test(english[key]?.message ?? ''))),
        family,
      ).toBe(true);
    }
  });
});
