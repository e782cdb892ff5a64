/** Which baseline counts for something that was opened in the workbench. */
import { describe, expect, it } from 'vitest';
import { reviewInputOf } from '@/utils/files/open';
import { openContent } from '@/utils/files/open-content';
import type { Baseline } from '@/utils/policy/baseline';
import { baselineOf, possibleBaselines } from '../../../entrypoints/workbench/review/baseline-of';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';

const approved = (reason: string, account = ''): Baseline => ({
  provider: 'hubspot',
  app: '7f0d-CLIENT',
  account,
  appName: 'Clay',
  at: 1,
  scopes: [],
  askedBy: '',
  reason,
  reviewedBy: '',
  until: null,
});
const policy = (mode: 'off' | 'audit' | 'enforce') =>
  samplePolicy([], { mode, baselines: [approved('policy'), approved('policy of 7', '7')] });

function counting(mode: 'off' | 'audit' | 'enforce' | null, url = clayUrl) {
  const [found] = openContent(url).found;
  const input = found && reviewInputOf(found.input);
  if (!found || !input) throw new Error('nothing was found');
  return baselineOf({ stored: [approved('device')], policy: mode && policy(mode) }, found, input)?.reason ?? null;
}

describe('the baseline of a request in the workbench', () => {
  it('is that of the policy before that of the device, as in the panel, unless the policy is off', () => {
    expect([counting(null), counting('off'), counting('audit'), counting('enforce')]).toEqual(['device', 'device', 'policy', 'policy']);
    expect(counting('audit', clayUrl.replace('/oauth/', '/oauth/7/'))).toBe('policy of 7');
  });

  it('is missing for another app, and for a request that may be another client’s', () => {
    expect(counting('audit', clayUrl.replace('7f0d-CLIENT', 'other'))).toBeNull();
    expect(counting('audit', `${clayUrl}&client_id=other`)).toBeNull();
  });

  it('is that of the server where no provider is supported', () => {
    const at = (server: string) => {
      const [found] = openContent(
        `https://${server}/authorize?response_type=code&client_id=grafana&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid`,
      ).found;
      const input = found && reviewInputOf(found.input);
      if (!found || !input) throw new Error('nothing was found');
      const stored = [{ ...approved('test', 'sso.test.example'), provider: 'oauth2', app: 'grafana' }];
      return baselineOf({ stored, policy: null }, found, input)?.reason ?? null;
    };
    expect([at('sso.test.example'), at('sso.prod.example')]).toEqual(['test', null]);
  });

  it('is unknown if the request names no account and only single accounts were approved', () => {
    const possible = (stored: Baseline[], url = clayUrl, file: Parameters<typeof policy>[0] | null = null) => {
      const [found] = openContent(url).found;
      const input = found && reviewInputOf(found.input);
      if (!found || !input) throw new Error('nothing was found');
      const ofPolicy = file && samplePolicy([], { mode: file, baselines: [approved('policy of 9', '9')] });
      return possibleBaselines({ stored, policy: ofPolicy }, found, input).map(({ reason }) => reason);
    };
    const two = [approved('seven', '7'), approved('eight', '8')];
    expect(possible(two)).toEqual(['seven', 'eight']);
    expect(possible(two, clayUrl, 'audit')).toEqual(['policy of 9', 'seven', 'eight']);
    expect(possible([], clayUrl, 'audit')).toEqual(['policy of 9']);
    expect(possible([], clayUrl, 'off')).toEqual([]);
    expect(possible([...two, approved('any')])).toEqual([]);
    expect(possible(two, clayUrl.replace('/oauth/', '/oauth/7/'))).toEqual([]);
    expect(possible(two, clayUrl.replace('/oauth/', '/oauth/6/'))).toEqual([]);
    expect(possible(two.map((one) => ({ ...one, app: 'other' })))).toEqual([]);
  });
});
