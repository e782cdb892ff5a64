/** What the test of a policy lists. */
import { describe, expect, it } from 'vitest';
import { openContent } from '@/utils/files/open-content';
import type { Baseline } from '@/utils/policy/baseline';
import { allSteps } from '@/utils/text/steps';
import { testRows } from '../../../entrypoints/workbench/policy/test-rows';
import { clayUrl, hubspotUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';

const custom = 'crm.objects.custom.write';
const policy = samplePolicy([{ scopes: [custom], reason: 'Custom records feed billing' }]);
const opened = (...contents: (string | null)[]) =>
  contents.map((content, index) => ({
    id: String(index + 1),
    name: null,
    size: 1,
    opened: content === null ? null : openContent(content),
    joinedInto: null,
  }));
const rowsOf = (...contents: (string | null)[]) => allSteps(testRows(policy, opened(...contents), [])).rows;

describe('the test of a policy', () => {
  it('names the rule and the scopes that fall under it, and leads to the review with the policy', () => {
    const [row, ...others] = rowsOf(clayUrl);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ title: 'app.clay.com on HubSpot', effect: 'changed', href: '#review/1/0/policy' });
    expect(row?.rules.map(({ title, action, scopes }) => [title, action, scopes.length])).toEqual([
      ['Rule 1', 'deny', 1],
      ['No rule matches', 'allow', 17],
    ]);
    expect(row?.rules[0]?.scopes).toEqual([{ id: custom, label: 'Change or delete custom records', stays: false }]);
  });

  it('marks a denied scope that has to stay', () => {
    const [row] = rowsOf(hubspotUrl([custom]));
    expect([row?.effect, row?.rules[0]?.scopes[0]?.stays]).toEqual(['blocked', true]);
  });

  it('says that nothing useful is left, only where the catalogue knows all of it', () => {
    const summaryOf = (scope: string) => {
      const url = `https://acme.my.salesforce.com/services/oauth2/authorize?response_type=code&client_id=a&redirect_uri=https%3A%2F%2Fx.example%2F&scope=${scope}`;
      return allSteps(testRows(samplePolicy([{ scopes: ['full'] }]), opened(url), [])).rows[0]?.summary;
    };
    expect(summaryOf('full%20refresh_token')).toBe('Drops 1 scope. Only refresh_token would be left, which gives no access to data.');
    for (const scope of ['full%20refresh_token%20api', 'full%20refresh_token%20Order_Sync', 'full', 'refresh_token'])
      expect(summaryOf(scope), scope).not.toContain('would be left');
  });

  it('tells dropped scopes from those that are asked about', () => {
    const drops = (action: 'ask' | 'deny') =>
      allSteps(testRows(samplePolicy([{ action, scopes: [custom] }]), opened(clayUrl), [])).rows[0]?.drops;
    expect([drops('deny'), drops('ask')]).toEqual([true, false]);
  });

  it('has the last text first', () => {
    expect(rowsOf(clayUrl, 'https://acme.my.salesforce.com/services/oauth2/authorize?client_id=a&scope=api').map(({ key }) => key)).toEqual(
      ['2/0', '1/0'],
    );
  });

  it('lists a request without scopes, and says that nothing is known', () => {
    const [row] = rowsOf(
      'https://acme.my.salesforce.com/services/oauth2/authorize?response_type=code&client_id=3MVG9CLIENT&redirect_uri=https%3A%2F%2Fx.example%2F',
    );
    expect(row).toMatchObject({ effect: 'unknown', scopes: 0, rules: [], href: '#review/1/0/policy' });
    expect(row?.summary).toMatch(/^Not known what the policy would do\. The request names no scopes/);
    const [error] = rowsOf('error=invalid_client&error_description=app must be installed into org');
    expect(error?.summary).toBe('Not known what the policy would do. Only an error was given. Paste the authorization URL, too.');
  });

  it('lists what can’t be read, with the reason', () => {
    expect(rowsOf('nothing here', null).map(({ effect, href, summary }) => [effect, href, summary.slice(0, 14)])).toEqual([
      ['unknown', null, 'Nothing found:'],
      ['unknown', null, 'Nothing found:'],
    ]);
    const cut = 'https://app.hubspot.com/oauth/authorize?client_id=x&redirect_uri=https%3A%2F%2Fx.example%2F&scope=crm.objects.con\nThanks';
    expect(rowsOf(`${clayUrl}\n\n${cut}`).map(({ summary }) => summary)).toEqual([
      'Drops 1 scope.',
      '1 link was cut by a line break and can’t be read. Paste it on a single line.',
    ]);
  });

  it('tells requests of the same name apart by account, redirect host or place', () => {
    const text = [clayUrl, clayUrl.replace('/oauth/', '/oauth/7/'), `${clayUrl}&x=1`].join('\n\n');
    expect(rowsOf(text).map(({ apart }) => apart)).toEqual([
      'Pasted text, entry 1',
      '7 \u00b7 Pasted text, entry 2',
      'Pasted text, entry 3',
    ]);
  });

  it('says how many results it leaves out', () => {
    const many = Array.from({ length: 230 }, (_, index) => hubspotUrl(['oauth']).replace('client_id=', `client_id=${index}-`)).join('\n');
    const { rows, left } = allSteps(testRows(policy, opened(many), []));
    expect([rows.length, left]).toEqual([200, 30]);
  });

  it('says which approved scopes it denies or asks about, unless the approval does not count for the request', () => {
    const [found] = openContent(clayUrl).found;
    const { clientId, scopes = [] } = found?.input.request ?? {};
    const approved = {
      ...{ provider: 'hubspot', app: clientId ?? '', appName: 'Clay', account: '', at: Date.UTC(2026, 10, 20, 12) },
      ...{ askedBy: '', reason: '', reviewedBy: '', until: null, scopes: scopes.map(({ id, requirement }) => ({ id, requirement })) },
    };
    const rules = samplePolicy([{ scopes: [custom] }, { action: 'ask', scopes: ['crm.objects.deals.*'] }]);
    const contradictions = (change: Partial<Baseline>) =>
      allSteps(testRows(rules, opened(clayUrl), [{ ...approved, ...change }])).rows.map(({ contradicts }) => contradicts);
    expect(contradictions({})).toEqual([
      'Denies 1 scope that was approved on 2026-11-20. Asks about 2 scopes that were approved on 2026-11-20.',
    ]);
    expect(contradictions({ dropped: [custom, 'crm.objects.deals.read'] })).toEqual([
      'Asks about 1 scope that was approved on 2026-11-20.',
    ]);
    for (const none of [{ until: '2026-11-21' }, { redirectHost: 'other.example' }, { app: 'other' }])
      expect(contradictions(none)).toEqual(['']);
  });
});
