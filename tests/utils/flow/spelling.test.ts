/** A request whose address is written in an unusual way, in a tab that may have had another one. */
import { describe, expect, it } from 'vitest';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';
import { outreachUrl } from '../../providers/outreach/sample-urls';
import { acme, approval, authorize } from '../../providers/salesforce/sample-urls';
import { samplePolicy } from '../../sample-policy';
import { Tab } from './tab';

const evil = 'https://evil.example';
const unusual = (url: string) => url.replace('authorize?', '%61uthorize/;x?');
const policy = (id: string) => ({ policy: { owner: 'organization' as const, file: samplePolicy([{ scopes: [id] }]) } });

describe('B9: an authorize address in an unusual spelling', () => {
  it.each([
    [hubspotUrl(['oauth']), hubspotUrl(['oauth', 'tickets']), 'tickets'],
    [outreachUrl(['accounts.read']), outreachUrl(['accounts.read', 'users.all']), 'users.all'],
    [authorize(acme, { scope: 'id' }), authorize(acme, { scope: 'full' }), 'full'],
  ])('ends the flow before and is reviewed, read-only and by the policy: %s', (before, after, denied) => {
    for (const tab of [new Tab(), new Tab().open(before, evil)]) {
      const review = tab.open(unusual(after), evil).review(policy(denied));
      expect(tab.flow?.requestUrl).toBe(unusual(after));
      expect(review).toMatchObject({ editable: false, readOnlyReason: 'unusual-address', isIncomplete: true });
      expect(review.scopes.find(({ id }) => id === denied)).toMatchObject({ policy: { action: 'deny' } });
      expect(review.policy?.blocking).toEqual([denied]);
    }
  });

  it('stops a choice that was made in the usual one', () => {
    const url = outreachUrl(['accounts.read', 'users.all']);
    const tab = new Tab().open(url, evil);
    expect(tab.review().editable).toBe(true);
    expect(tab.open(unusual(url), evil).review().readOnlyReason).toBe('unusual-address');
    expect(tab.redirect(url).review().editable).toBe(true);
  });

  it('leads to its own approval page, whatever the spelling of that one', () => {
    const page = acme + approval.replace('.apexp', '.apexp;x');
    const tab = new Tab().open(authorize(acme, { scope: 'id' })).redirect(acme + approval);
    tab.open(unusual(authorize(acme, { scope: 'full' })), evil).redirect(page.replace('source=', 'source=2'));
    expect(tab.review().scopes.map(({ id }) => id)).toEqual(['full']);
  });
});
