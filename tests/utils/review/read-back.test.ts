/** What is read back from a text that the extension wrote is certain only if the text holds it. */
import { describe, expect, it } from 'vitest';
import { reviewInputOf } from '@/utils/files/open';
import { openContent } from '@/utils/files/open-content';
import { lineOf } from '@/utils/files/review-line';
import type { Baseline } from '@/utils/policy/baseline';
import { accessRequestMarkdown } from '@/utils/review/access-request';
import { approvalAccount } from '@/utils/review/approval';
import { isCovered } from '@/utils/review/approval-text';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { reportAsMarkdown, reportOf } from '@/utils/review/report';
import type { ReviewInput } from '@/utils/review/review-input';
import { approvalClient } from '@/utils/review/user-overrides';
import { baselineOf } from '../../../entrypoints/workbench/review/baseline-of';
import { whyNotApprovable } from '../../../entrypoints/workbench/review/why-not-approvable';
import { samplePolicy } from '../../sample-policy';

const hubspot = 'https://app.hubspot.com/oauth/authorize?client_id=abc-1&scope=oauth%20crm.lists.read';
const toClay = '&redirect_uri=https%3A%2F%2Fapp.clay.com%2Fcb';
const at = (server: string, client = 'abc-1') =>
  `https://${server}/oauth/authorize?client_id=${encodeURIComponent(client)}&response_type=code&scope=openid%20email${toClay}`;

const reviewOf = (text: string) => {
  const parsed = parseInput(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return buildReview(parsed.input);
};
const ask = (url: string) => accessRequestMarkdown(reviewOf(url));
const mismatch = 'Authorization failed because there is a mismatch between the scopes in the install URL and the app’s configured scopes.';
const report = (url: string) => {
  const review = reviewOf(`${url}\n\nCouldn’t complete this connection\n${mismatch}`);
  const written = reportOf(review);
  if (!written) throw new Error('nothing to report');
  return reportAsMarkdown(review, written);
};

function opened(text: string) {
  const [found] = openContent(text).found;
  const input = found && reviewInputOf(found.input);
  if (!found || !input) throw new Error('nothing was found');
  return { found, input };
}
/** What the workbench stores when the request is approved. */
function approved({ request, account }: ReviewInput): Baseline {
  const { provider, redirectHost, scopes } = request;
  return {
    ...{ provider, app: approvalClient(request) ?? '', account: account ?? approvalAccount(request), appName: '', at: 1 },
    ...(redirectHost === null ? {} : { redirectHost }),
    ...{ scopes: scopes.map(({ id, requirement }) => ({ id, requirement })) },
    ...{ askedBy: '', reason: '', reviewedBy: 'Ada', until: null },
  };
}
/** Whether the text can be approved, and whether it is called the request that was approved at `url`. */
function judged(text: string, url: string) {
  const { found, input } = opened(text);
  const baseline = baselineOf({ stored: [approved(opened(url).input)], policy: null }, found, input);
  const { approval } = buildReview({ ...input, baseline });
  return {
    isApprovable: whyNotApprovable(input.request, false, null) === null,
    isApproved: approval !== null && isCovered(approval),
    isUncertain: lineOf(buildReview(input), input.request, { file: null, receipt: null }, found).scopesUncertain,
  };
}
const certain = { isApprovable: true, isApproved: true, isUncertain: false };
const uncertain = { isApprovable: false, isApproved: false, isUncertain: true };

describe('a request to an admin that is read back', () => {
  it('is the approved one if it says all that counts', () => {
    expect(judged(ask(hubspot + toClay), hubspot + toClay)).toEqual(certain);
    expect(judged(ask(at('sso.good.example')), at('sso.good.example'))).toEqual(certain);
  });

  it('is not approved at another unsupported server, nor if it names none', () => {
    const text = ask(at('sso.evil.example'));
    expect(judged(text, at('sso.good.example'))).toEqual({ ...certain, isApproved: false });
    expect(opened(text).input.request.server).toBe('sso.evil.example');
    expect(judged(text.replace('"server":"sso.evil.example",', ''), at('sso.good.example'))).toEqual(uncertain);
    expect(judged(text.replace('"server":"sso.evil.example"', '"server":"[host]"'), at('sso.good.example'))).toEqual(uncertain);
  });

  it('satisfies no rule that allows its client ID, because that is another app’s elsewhere', () => {
    const policy = {
      owner: 'file' as const,
      file: samplePolicy([{ action: 'allow', provider: 'oauth2', app: 'abc-1' }, { action: 'deny' }]),
    };
    const text = ask(at('sso.evil.example'));
    for (const one of [text, text.replace('"server":"sso.evil.example",', '')]) {
      const { scopes = [] } = buildReview({ ...opened(one).input, policy }).policy ?? {};
      expect(scopes.map(({ action }) => action)).toEqual(['deny', 'deny']);
    }
  });

  it.each(['&state=1', '&redirect_uri=x', '&redirect_uri=https%3A%2F%2Fevil.example%2Fcb'])(
    'is not approved if it returns elsewhere: %j',
    (redirect) => {
      const isKnown = redirect.includes('evil');
      expect(judged(ask(hubspot + redirect), hubspot + toClay)).toEqual({ ...certain, isApproved: false, isApprovable: isKnown });
    },
  );

  it.each([
    ['a client ID that may be private', hubspot.replace('abc-1', 'ada%40ridgeline.example') + toClay],
    ['two client IDs', `${hubspot}${toClay}&client_id=evil`],
    ['a scope that may be private', `${hubspot}%20a1b2c3d4e5f6a7b8c9d0e1f2${toClay}`],
    [
      'a server that is not the provider’s',
      `https://phish.example/services/oauth2/authorize?client_id=abc-1&response_type=code&scope=id${toClay}`,
    ],
  ])('is uncertain with %s', (_, url) => {
    expect(judged(ask(url), hubspot + toClay)).toEqual(uncertain);
  });

  it('is as uncertain once the tab is closed', () => {
    const parsed = parseInput(`${hubspot}${toClay}&client_id=evil`);
    if (!parsed.ok) throw new Error(parsed.reason);
    const closed = buildReview({ ...parsed.input, closed: true });
    expect(closed.readOnlyReason).toBe('window-closed');
    expect(judged(accessRequestMarkdown(closed), hubspot + toClay)).toEqual(uncertain);
  });
});

describe('a report that is read back', () => {
  it.each([
    ['certain', ''],
    ['of two clients', '&client_id=evil'],
    ['with a request object', '&request_uri=urn:x'],
    ['with two lists', '&scope=crm.export'],
  ])('is never a request that was approved, or can be, although the request was %s', (_, more) => {
    expect(judged(report(hubspot + toClay + more), hubspot + toClay)).toEqual(uncertain);
  });

  it.each([
    ['may have others', '&scope=crm.export', 'repeated-scope'],
    ['are more than it can hold', `%20${Array.from({ length: 600 }, (_, index) => `custom.scope.${index}`).join('%20')}`, 'unread-scopes'],
    ['may be private', '%20a1b2c3d4e5f6a7b8c9d0e1f2', 'unread-scopes'],
  ])('does not claim to list all scopes if they %s', (_, more, reason) => {
    const review = reviewOf(report(`${hubspot}${more}${toClay}`));
    expect([review.isIncomplete, review.readOnlyReason]).toEqual([true, reason]);
    expect(reviewOf(report(hubspot + toClay))).toMatchObject({ isIncomplete: false, app: { name: 'Clay' } });
  });
});

describe('a report that does not say which scopes are required', () => {
  it('does not say that a requested one is not requested as required', () => {
    // The terminal reviews everything as if a tab had opened it.
    const misplaced = (text: string) => {
      const { findings } = buildReview({ ...opened(text).input, isObserved: true });
      return findings.find(({ id }) => id === 'hubspot-required-not-in-scope')?.scopes;
    };
    const url = hubspot + toClay;
    expect(misplaced(url)).not.toContain('crm.lists.read');
    expect(misplaced(report(url))).toEqual(misplaced(url));
  });
});

describe('a report on a request from which the user had dropped scopes', () => {
  const scopes = ['oauth', 'crm.lists.read'];
  const url = `${hubspot}&optional_scope=crm.objects.contacts.write%20crm.export${toClay}`;
  const error = 'Authorization failed because the provided scopes are missing [crm.export], which are required for the app to function.';

  it.each([
    ['in the workbench', (text: string) => opened(text).input],
    ['in the toolbar window', (text: string) => (parseInput(text) as { input: ReviewInput }).input],
  ])('says who can fix that, as the tab did, %s', (_, read) => {
    const [found] = openContent(url).found;
    const input = found && reviewInputOf(found.input);
    if (!input) throw new Error('nothing was found');
    const current = { ...input.request, scopes: input.request.scopes.filter(({ id }) => scopes.includes(id)) };
    const live = buildReview({ ...input, current, errorText: error, pastedFrom: 'text' });
    const written = reportOf(live);
    const again = buildReview(read(written ? reportAsMarkdown(live, written) : ''));
    expect(live.diagnosis?.finding).toMatchObject({ id: 'hubspot-scopes-missing', actor: 'you' });
    expect(again.diagnosis).toEqual(live.diagnosis);
    expect(again.current).toEqual(scopes);
    expect(again.scopes).toHaveLength(4);
  });
});

describe('a client ID', () => {
  const odd = ['https://a.example/client', 'api://abc-1', 'abc:1', 'a@b', 'a b', 'ä', 'x'.repeat(201)];

  it.each(odd)('counts for no other client that returns to the same host: %s', (id) => {
    const others = [...odd, 'abc-1'].filter((other) => other !== id);
    for (const other of others)
      for (const text of [at('sso.good.example', other), ask(at('sso.good.example', other))])
        expect(judged(text, at('sso.good.example', id)).isApproved, other).toBe(false);
  });

  it('is kept if it is a URL, and is uncertain if it may be private', () => {
    const judge = (id: string) => judged(at('sso.good.example', id), at('sso.good.example', id));
    expect(odd.slice(0, 3).map(judge)).toEqual([certain, certain, certain]);
    expect(odd.slice(3).map(judge)).toEqual(odd.slice(3).map(() => uncertain));
  });

  it('is uncertain beside a scope that may be private, because two of those look the same', () => {
    const secret = `${hubspot}%20a1b2c3d4e5f6a7b8c9d0e1f2${toClay}`;
    expect(judged(secret, secret)).toEqual(uncertain);
  });

  it('that is missing is not replaced by the redirect host', () => {
    const nobody = hubspot.replace('client_id=abc-1&', '') + toClay;
    expect(judged(nobody, nobody)).toMatchObject({ isApprovable: false, isApproved: false });
  });
});
