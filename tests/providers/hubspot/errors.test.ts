import { describe, expect, it } from 'vitest';
import type { ErrorRule } from '@/providers/contract/diagnosis';
import { errorHeadings, errors } from '@/providers/hubspot/errors';
import { errors as oauthErrors } from '@/providers/oauth2/errors';
import en from '@/public/_locales/en/messages.json';
import { recognizeCallback, recognizeErrors } from '@/utils/diagnosis/recognize';
import { matchesText } from '../../matches-text';

const messages = en as Record<string, { message: string } | undefined>;
const wordings = errors.flatMap((rule) => rule.texts.map(({ text }) => ({ rule, text })));

/**
 * Fills a pattern as HubSpot would show it: ids in the brackets, an address between quotes, a name
 * at the end.
 */
function filled(pattern: string): string {
  return pattern
    .replace('[*', '[crm.objects.contacts.read, business_units_view.read], which are wanted')
    .replace('‘*’', '‘https://connector.example.com/oauth/callback’')
    .replace('*', 'Northwind Connector (EU)');
}

const recognize = (text: string, rules: readonly ErrorRule[] = errors) => recognizeErrors(rules, [], [text], errorHeadings);
const idOf = (text: string) => {
  const answer = recognize(text);
  return answer.state === 'recognized' ? answer.rule.id : answer.state;
};

describe('the error wordings of HubSpot', () => {
  it.each(wordings)('are recognized as $rule.id whatever the quotes, case and spacing: $text', ({ rule, text }) => {
    const shown = filled(text);
    expect(idOf(shown)).toBe(rule.id);
    expect(idOf(shown.replace(/[‘’]/g, "'"))).toBe(rule.id);
    expect(idOf(shown.replace(/'/g, '’').toUpperCase())).toBe(rule.id);
    expect(idOf(`\n\t ${shown.replaceAll(' ', ' \u00a0\n ')} `)).toBe(rule.id);
    expect(idOf([...shown].join('\u200b'))).toBe(rule.id);
    expect(idOf(`Couldn’t complete the connection. ${shown}. Please contact the app developer.`)).toBe(rule.id);
  });

  it.each(wordings)('match no rule but their own: $text', ({ rule, text }) => {
    const others = wordings.filter((other) => other.rule !== rule && matchesText(other.text, filled(text)));
    expect(others.map((other) => other.rule.id)).toEqual([]);
  });

  it.each(wordings)('are not recognized without their last word: $text', ({ text }) => {
    const words = text.replace(/ \*$/, '').replace(' [*', '').split(' ');
    expect(idOf(words.slice(0, -1).join(' '))).toBe('none');
  });

  it('yield the missing scope ids, and only the missing-scopes rule teaches required scopes', () => {
    const answer = recognize(
      '[Beta] Authorization failed because the provided scopes are missing [crm.lists.read, tickets], which are required for the app to function.',
    );
    expect(answer).toMatchObject({ rule: { id: 'hubspot-scopes-missing', namesRequiredScopes: true }, ids: ['crm.lists.read', 'tickets'] });
    expect(errors.filter((rule) => rule.namesRequiredScopes).map((rule) => rule.id)).toEqual(['hubspot-scopes-missing']);
  });

  it('are recognized when the list of ids is longer than the compared text', () => {
    const ids = Array.from({ length: 120 }, (_, index) => `crm.objects.custom_thing_${index}.read`);
    const answer = recognize(`Authorization failed because the provided scopes are missing [${ids.join(', ')}], which are required.`);
    expect(answer).toMatchObject({ rule: { id: 'hubspot-scopes-missing' }, ids });
  });

  it('are not recognized in similar sentences, which stay unknown', () => {
    for (const text of [
      'The scopes are fine',
      'Authorization failed',
      'Insufficient funds were provided',
      'You are connecting to an app',
      'scopes [a]',
    ]) {
      expect(idOf(text), text).toBe('none');
      expect(recognizeErrors(errors, ['Couldn’t complete the connection'], [text], errorHeadings), text).toEqual({
        state: 'unknown',
        text,
      });
    }
  });

  it.each(errorHeadings)('are unknown errors under the known heading in $language', ({ text }) => {
    const answer = recognizeErrors(errors, [` ${text.replace('’', "'")} `], ['Quelque chose ne va pas.'], errorHeadings);
    expect(answer).toEqual({ state: 'unknown', text: 'Quelque chose ne va pas.' });
  });
});

describe('the error rules of HubSpot and OAuth', () => {
  const all = [...errors, ...oauthErrors];

  it('have unique ids, and those of HubSpot are sorted', () => {
    expect(new Set(all.map((rule) => rule.id)).size).toBe(all.length);
    expect(errors.map((rule) => rule.id)).toEqual(errors.map((rule) => rule.id).toSorted());
  });

  it('have ids in kebab case, at least one wording and a dated source', () => {
    for (const rule of all) {
      expect(rule.id).toMatch(/^(hubspot|oauth)(-[a-z]+)+$/);
      expect(rule.texts.length, rule.id).toBeGreaterThan(0);
      expect(rule.source.accessedOn, rule.id).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it.each(oauthErrors)('recognize the code of $id only letter for letter and only at the callback', (rule) => {
    const code = rule.texts[0]?.text ?? '';
    expect(recognizeCallback(all, code, null)).toMatchObject({ state: 'recognized', rule: { id: rule.id } });
    expect(recognizeCallback(all, code.toUpperCase(), null)).toMatchObject({ state: 'unknown' });
    expect(recognizeErrors(all, [], [code], errorHeadings)).toEqual({ state: 'none' });
  });

  it.each([...all.map((rule) => rule.id), 'unknown-error'])('have title, text and steps for %s in the locale file', (id) => {
    const key = `finding_${id.replaceAll('-', '_')}`;
    const title = messages[`${key}_title`]?.message ?? '';
    expect(title, `add ${key}_title`).not.toBe('');
    expect(title.length, `${key}_title is longer than 60 characters`).toBeLessThanOrEqual(60);
    expect(messages[`${key}_text`]?.message, `add ${key}_text`).toBeTruthy();
    expect(messages[`${key}_steps`]?.message, `add ${key}_steps`).toBeTruthy();
  });

  it.each(['hubspot-scopes-insufficient', 'hubspot-scopes-missing', 'hubspot-scope-mismatch', 'oauth-invalid-scope'])(
    'begin the steps of %s with restoring the original request',
    (id) => {
      expect(messages[`finding_${id.replaceAll('-', '_')}_steps`]?.message).toMatch(/^Restore the original request/);
    },
  );

  it('name the vendor’s app and the company’s own app in the steps of a scope mismatch', () => {
    const steps = messages.finding_hubspot_scope_mismatch_steps?.message ?? '';
    expect(steps).toMatch(/^@app-vendor Mark each scope as required, conditionally required or optional/m);
    expect(steps).toMatch(/^Ask the person who manages your own HubSpot app/m);
    expect(steps).toMatch(/^> A custom OAuth profile in Workato/m);
    expect(messages.finding_hubspot_scope_mismatch_text?.message).toMatch(/custom OAuth profile, your company’s own/);
  });

  it.each(['user_permissions', 'role_cannot_grant', 'plan_missing'])(
    'lead the admin to the plan and the vendor to optional scopes for %s',
    (id) => {
      expect(messages[`finding_hubspot_${id}_text`]?.message).toMatch(/admin.* plan|plan.* admin/);
      const steps = messages[`finding_hubspot_${id}_steps`]?.message ?? '';
      expect(steps).toMatch(/^@hubspot-super-admin .*plan/m);
      expect(steps).toMatch(/^@app-vendor Request .* optional/m);
      expect(steps).toMatch(/^> The app’s support team/m);
      // Users met the error on reconnecting apps that had moved to OAuth 2:
      // https://developers.hubspot.com/changelog/2018-02-01-integration-permission-error
      expect(steps).toMatch(/^> Apps that moved from OAuth 1 need the same permissions as before/m);
    },
  );

  it('name the settings path in the steps of the governance error', () => {
    expect(messages.finding_hubspot_governance_not_approved_steps?.message).toContain(
      'Settings > Integrations > Connected Apps > Approved apps',
    );
  });
});
