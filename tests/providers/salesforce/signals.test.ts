/** The navigation is the only evidence when the error gives no reason. */
import { describe, expect, it } from 'vitest';
import { Tab } from '../../utils/flow/tab';
import { acme, authorize, errorPage, generalError, login, refusal, signIn } from './sample-urls';

const app = 'https://workspace.ledgerly.example';
const minutes = 60_000;
const idsOf = (tab: Tab) => tab.review().findings.map(({ id }) => id);

describe('the signals of the navigation', () => {
  const forFirst = (tab: Tab, answers = {}) => tab.review({ answers }).diagnosis?.causes.map(({ id }) => id);

  it("support another org's session as a cause when the error page gives no reason", () => {
    const tab = new Tab().open(authorize(), app).redirect(`https://globex.my.salesforce.com${errorPage}`).read(generalError());
    const cause = tab.review().diagnosis?.causes.find(({ id }) => id === 'salesforce-other-org-session');
    expect(cause?.for).toEqual(['observed:no-sign-in', 'observed:other-org']);
  });

  it('support an expired request after a slow sign-in, and not after a quick one', () => {
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

  it('C3: come from at most 40 steps, however long the navigation', () => {
    const tab = new Tab().open(authorize(), app);
    for (let step = 0; step < 200; step++) tab.open(step % 2 ? acme + signIn : `${login}/?ec=302`, acme);
    expect(tab.flow?.navigation.length).toBeLessThanOrEqual(40);
    expect(idsOf(tab.redirect(refusal('invalid_client', 'app must be installed into org')))).toContain('salesforce-app-not-installed');
  });
});
