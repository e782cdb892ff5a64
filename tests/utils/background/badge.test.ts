import { beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { showBadge } from '@/utils/background/badge';
import { dockTabOf } from '@/utils/review/dock-tab';
import type { TabReview } from '@/utils/review/tab-review';
import type { Review } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import { acme, authorize, installMissing, refusal } from '../../providers/salesforce/sample-urls';
import { Tab } from '../flow/tab';

const text = vi.fn<(details: { text: string }) => Promise<void>>();
beforeEach(() => {
  vi.spyOn(browser.action, 'setBadgeBackgroundColor').mockResolvedValue(undefined as never);
  vi.spyOn(browser.action, 'setBadgeTextColor').mockResolvedValue(undefined as never);
  vi.spyOn(browser.action, 'setBadgeText').mockImplementation(text as never);
});

const badgeOf = async (review: Review) => {
  await showBadge(7, { review } as TabReview);
  return text.mock.lastCall?.[0].text;
};
const leave = (query: string) => new Tab().open(authorize(), acme).leave(`https://hooks.ledgerly.example/cb?${query}`).review();
const warning = { severity: 'warning', id: 'hubspot-plan-not-stated' } as Review['findings'][number];

it('badge and folded tab agree: after a refusal they count what it shows', async () => {
  const refused = new Tab()
    .open(authorize(), acme)
    .redirect(refusal(...installMissing))
    .review();
  const { alerts } = dockTabOf(refused);
  expect(alerts?.count).toMatch(/^[1-9]$/);
  expect(await badgeOf(refused)).toBe(alerts?.count);
});

it('after the user’s own denial they count nothing, because its face shows no finding', async () => {
  const denied = leave('error=access_denied');
  expect(denied.findings.some(({ severity }) => severity === 'warning')).toBe(true);
  for (const review of [denied, { ...denied, findings: [...denied.findings, warning] }]) {
    expect(await badgeOf(review)).toBe('');
    expect(dockTabOf(review)).toMatchObject({ verdict: t('state_denied'), alerts: null });
  }
});

it('a denial with another reason is counted, because its face shows the finding', async () => {
  const denied = leave('error=access_denied&error_description=the+user+is+not+a+partner');
  expect(dockTabOf(denied).alerts?.count).toBe(await badgeOf(denied));
  expect(await badgeOf(denied)).not.toBe('');
});
