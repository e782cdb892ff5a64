/** What the way speaks for where the error itself says nothing. */
import { describe, expect, it } from 'vitest';
import { Tab } from '../../utils/flow/tab';
import { acme, authorize, errorPage, generalError, login, refusal, signIn } from './sample-urls';

const app = 'https://workspace.ledgerly.example';
const minutes = 60_000;
const idsOf = (tab: Tab) => tab.review().findings.map(({ id }) => id);

describe('signs of the way', () => {
  const forFirst = (tab: Tab, answers = {}) => tab.review({ answers }).diagnosis?.causes.map(({ id }) => id);

  it('another org’s session leads where the page gives no reason', () => {
    const tab = new Tab().open(authorize(), app).redirect(`https://globex.my.salesforce.com${errorPage}`).read(generalError());
    const cause = tab.review().diagnosis?.causes.find(({ id }) => id === 'other-org-session');
    expect(cause?.for).toEqual(['seen:no-sign-in', 'seen:other-org']);
  });

  it('a slow sign-in speaks for an expired request, a quick one against it', () => {
    const quick = new Tab()
      .open(authorize(), app)
      .redirect(acme + errorPage)
      .read(generalError());
    const slow = new Tab()
      .open(authorize(), app)
      .redirect(acme + signIn)
      .wait(15 * minutes)
      .open(acme + errorPage, acme)
      .read(generalError());
    expect(forFirst(slow)).toContain('salesforce-approval-expired');
    expect(forFirst(quick)).not.toContain('salesforce-approval-expired');
  });

  it('C3 a trail is bounded, however long the way', () => {
    const tab = new Tab().open(authorize(), app);
    for (let step = 0; step < 200; step++) tab.open(step % 2 ? acme + signIn : `${login}/?ec=302`, acme);
    expect(tab.flow?.trail.length).toBeLessThanOrEqual(40);
    expect(idsOf(tab.redirect(refusal('invalid_client', 'app must be installed into org')))).toContain('salesforce-app-not-installed');
  });
});
