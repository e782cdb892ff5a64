import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { pageMessages } from '@/utils/messages/background-messages';
import { pastedMessages } from '@/utils/messages/pasted-messages';
import { tabOf } from '@/utils/permissions/tab';
import { savePastedCase } from '@/utils/storage/pasted-case';

vi.mock('@/utils/permissions/tab', () => ({ tabOf: vi.fn() }));

const missing =
  'Ticket of ada.CANARY@acme.example: https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client&error_description=app+must+be+installed+into+org&state=CANARY';
const paste = (text: string, answers = {}) => pastedMessages.reviewPasted.handle({ text, answers }, 7);
const last = () => pastedMessages.lastPastedCase.handle({}, 7);
const stored = async () => JSON.stringify(await browser.storage.session.get(null));

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(browser, { extension: { inIncognitoContext: false } });
  vi.mocked(tabOf).mockResolvedValue({ incognito: false } as never);
});

describe('an error that names no provider', () => {
  const reviewed = (provider?: string) => pastedMessages.reviewPasted.handle({ text: 'Something went wrong', answers: {}, provider }, 7);

  it('comes with the providers to choose from, until the text itself shows it', async () => {
    const choices = [{ id: 'hubspot' }, { id: 'outreach' }, { id: 'salesforce' }];
    expect(await reviewed()).toMatchObject({ review: { provider: { id: 'oauth2' } }, pasted: { ownerChoice: { choices, chosen: null } } });
    expect(await reviewed('hubspot')).toMatchObject({
      review: { provider: { id: 'hubspot' }, diagnosis: { recognized: false } },
      pasted: { ownerChoice: { choices, chosen: 'hubspot' } },
    });
    expect(await paste('OAUTH_APP_BLOCKED')).not.toHaveProperty('pasted.ownerChoice');
  });
});

it('offers the providers for a text in which nothing is known, but not for what is no error', async () => {
  const reviewed = (text: string, provider?: string) => pastedMessages.reviewPasted.handle({ text, answers: {}, provider }, 7);
  const stuck = 'We are stuck on a blank page';
  expect(await reviewed(stuck)).toMatchObject({
    state: 'unreadable',
    choices: [{ id: 'hubspot' }, { id: 'outreach' }, { id: 'salesforce' }],
  });
  expect(await reviewed(stuck, 'salesforce')).toMatchObject({ state: 'review', pasted: { ownerChoice: { chosen: 'salesforce' } } });
  expect(await reviewed('')).toEqual({ state: 'unreadable', reason: 'empty', choices: [] });
});

describe('the case that was pasted last', () => {
  it('is kept as its redacted report, which opens as the same case', async () => {
    await paste(missing);
    expect(await stored()).not.toMatch(/CANARY|Ticket|\?error/);
    const kept = await last();
    expect(kept).toMatchObject({ title: 'Salesforce: The app is not installed in this Salesforce org' });
    const reopened = await paste(kept?.report ?? '');
    expect(reopened).toMatchObject({
      state: 'review',
      review: { account: 'acme.my.salesforce.com', diagnosis: { error: 'invalid_client' } },
    });
  });

  it('names no service if none is known', async () => {
    await paste('Something went wrong');
    expect((await last())?.title).toBe('Unrecognized error');
  });

  it('keeps the answers that were given', async () => {
    await paste('OAUTH_APPROVAL_ERROR_GENERIC', { listed: 'uninstall' });
    expect(JSON.parse((await last())?.report ?? '{}').answers).toEqual({ listed: 'uninstall' });
  });

  it('is replaced by the next case, and not by a text without one', async () => {
    await paste(missing);
    await paste('HubSpot error: OAUTH_APP_BLOCKED Salesforce this app is blocked by admin');
    const replaced = (await last())?.report;
    expect(replaced).not.toContain('must be installed');
    await paste('nothing to read');
    await paste('https://idp.example/authorize?client_id=a&response_type=code&scope=openid');
    expect((await last())?.report).toBe(replaced);
  });

  it('is gone once it is discarded, and with everything else that is forgotten', async () => {
    await paste(missing);
    await pastedMessages.discardPastedCase.handle({}, 7);
    expect(await last()).toBeNull();
    await paste(missing);
    await pageMessages.forget.handle({ key: 'all' }, 7);
    expect(await last()).toBeNull();
  });

  it('is neither kept nor shown in a private window, of either kind', async () => {
    await paste(missing);
    const before = await stored();
    vi.mocked(tabOf).mockResolvedValue({ incognito: true } as never);
    await paste('OAUTH_APPROVAL_ERROR_GENERIC');
    expect(await last()).toBeNull();
    vi.mocked(tabOf).mockResolvedValue(null);
    Object.assign(browser, { extension: { inIncognitoContext: true } });
    await paste('OAUTH_APPROVAL_ERROR_GENERIC');
    expect(await last()).toBeNull();
    expect(await stored()).toBe(before);
  });

  it('is not kept if it is too long to be read again, or if what is stored is damaged', async () => {
    await savePastedCase({ report: 'x'.repeat(200_001), at: 1 });
    expect(await last()).toBeNull();
    await browser.storage.session.set({ 'pasted.1': { report: 5 } });
    expect(await last()).toBeNull();
    await savePastedCase({ report: '{"format":"scope-review-report"}', at: 1 });
    expect(await last()).toBeNull();
  });
});
