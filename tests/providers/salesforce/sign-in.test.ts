/**
 * What can stop a user before the approval page, and the sign-ins that must not raise such a
 * finding.
 */
import { describe, expect, it } from 'vitest';
import { findingSteps } from '@/utils/diagnosis/finding-text';
import { Tab } from '../../utils/flow/tab';
import { acme, acs, approval, authorize, bridge, errorPage, login, saml, signIn } from './sample-urls';

const app = 'https://workspace.ledgerly.example';
const okta = 'https://acme.okta.com/app/salesforce/exk1/sso/saml?SAMLRequest=CANARY-saml';
const minutes = 60_000;

const idsOf = (tab: Tab, more: Parameters<Tab['review']>[0] = {}) => tab.review(more).findings.map(({ id }) => id);
/** Findings that the request alone raises, whatever the sign-in was. */
const ofRequest = ['salesforce-restart-uses-approval', 'salesforce-acts-any-time', 'salesforce-user-access'];
const signInFindings = (tab: Tab, more: Parameters<Tab['review']>[0] = {}) => idsOf(tab, more).filter((id) => !ofRequest.includes(id));
const causesOf = (tab: Tab) => tab.review().diagnosis?.causes.map(({ id, confidence }) => `${id} ${confidence}`);
const findingOf = (tab: Tab, id: string, more: Parameters<Tab['review']>[0] = {}) => tab.review(more).findings.find((one) => one.id === id);

const bySso = (tab = new Tab()) =>
  tab
    .open(authorize(), app)
    .redirect(acme + signIn)
    .redirect(acme + saml)
    .leave(okta)
    .open(acme + acs, 'https://acme.okta.com')
    .redirect(acme + bridge);
const byPassword = (tab = new Tab(), start = acme) =>
  tab
    .open(authorize(start), app)
    .redirect(start + signIn)
    .open(`${start}/?ec=302`, start)
    .redirect(acme + bridge);

it('an identity provider is one step of the navigation, even when the browser repeats it as the initiator of later redirects', () => {
  const hosts = bySso()
    .redirect(acme + approval)
    .flow?.navigation.map(({ host }) => host);
  expect(hosts?.filter((host) => host === 'acme.okta.com')).toHaveLength(1);
});

describe('diagnosing a failed sign-in', () => {
  it('warns on the generic login host that single sign-on of the org may not be offered', () => {
    const tab = new Tab().open(authorize(login), app).redirect(login + signIn);
    expect(findingOf(tab, 'salesforce-sso-generic-login-host')).toMatchObject({
      severity: 'warning',
      confidence: 'possible',
      evidence: ['login.salesforce.com'],
    });
    // "Use Custom Domain" leads to the org's own login page, which settles the warning.
    tab.open(acme + signIn, login);
    expect(signInFindings(tab)).toEqual([]);
  });

  it('recognizes an org that refuses the generic login host', () => {
    const tab = new Tab().open(authorize(login), app).redirect(login + signIn);
    tab.read({ paragraphs: ['Restricted domain'] });
    expect(causesOf(tab)).toEqual(['salesforce-login-host-refused likely']);
  });

  it('recognizes a sign-in that ended on the home page because RelayState was lost', () => {
    const tab = bySso().redirect(`${acme}/lightning/page/home`).redirect('https://acme.lightning.force.com/lightning/page/home');
    expect(findingOf(tab, 'salesforce-sso-relay-state-lost')).toMatchObject({ confidence: 'likely', actor: 'salesforce-admin' });
    expect(findingOf(tab, 'salesforce-sso-relay-state-lost')?.evidence).toContain('acme.okta.com');
  });

  it('recognizes delegated authentication without a gateway', () => {
    const tab = new Tab().open(authorize(), app).redirect(acme + signIn);
    tab.read({ paragraphs: ['The Single Sign-On Gateway URL is invalid'] });
    expect(causesOf(tab)).toEqual(['salesforce-sso-gateway observed']);
  });

  it('warns about single sign-on only when the org offers no password form', () => {
    const tab = new Tab().open(authorize(), app).redirect(acme + signIn);
    const org = { signIn: { providers: ['acme.okta.com'], password: null } };
    expect(findingOf(tab, 'salesforce-sso-user-without-account', { org })).toMatchObject({
      confidence: 'possible',
      params: [['acme.okta.com']],
    });
    expect(signInFindings(tab, { org: { signIn: { providers: ['acme.okta.com'], password: true } } })).toEqual(['salesforce-sso-offered']);
    expect(signInFindings(tab, { org: { signIn: { providers: [], password: null } } })).toEqual([]);
  });

  it('warns about a slow sign-in, and recognizes the expired request afterwards', () => {
    const tab = new Tab()
      .open(authorize(), app)
      .redirect(acme + signIn)
      .wait(12 * minutes)
      .open(acme + approval, acme);
    expect(findingOf(tab, 'salesforce-approval-may-expire')).toMatchObject({ severity: 'warning', params: ['12'] });
    const late = new Tab().open(authorize(), app).redirect(acme + errorPage);
    late.read({ headings: ['OAuth Error'], paragraphs: ['You didn’t complete the approval process before it expired. Please try again.'] });
    expect(causesOf(late)).toEqual(['salesforce-approval-expired observed']);
  });

  it('warns when the session belongs to another org', () => {
    const tab = new Tab().open(authorize(), app).redirect(`https://globex.my.salesforce.com${approval}`);
    expect(findingOf(tab, 'salesforce-other-org-session')).toMatchObject({
      confidence: 'likely',
      evidence: ['acme.my.salesforce.com', 'globex.my.salesforce.com'],
    });
    const session = new Tab().open(authorize(), app).redirect(acme + approval);
    expect(signInFindings(session)).toEqual(['salesforce-existing-session']);
  });

  it('recognizes an admin who is logged in as another user', () => {
    const tab = new Tab().open(authorize(), app).redirect(acme + approval);
    tab.read({ headings: ['Insufficient Privileges'] });
    expect(causesOf(tab)).toEqual(['salesforce-insufficient-privileges observed']);
  });
});

describe('the identity provider', () => {
  it('is named by host and product when a redirect or a posted form reveals it', () => {
    expect(findingOf(bySso().redirect(acme + approval), 'salesforce-sso-observed')).toMatchObject({
      severity: 'notice',
      params: ['acme.okta.com', 'Okta'],
    });
    const posted = new Tab()
      .open(authorize(), app)
      .redirect(acme + saml)
      .open(acme + acs, 'https://signin.acme.example')
      .redirect(acme + approval);
    expect(findingOf(posted, 'salesforce-sso-observed-unknown')?.params).toEqual(['signin.acme.example', '']);
    const withoutLogin = new Tab()
      .open(authorize(), app)
      .redirect(acme + saml)
      .open(acme + acs)
      .redirect(acme + approval);
    expect(findingOf(withoutLogin, 'salesforce-sso-observed-unseen')?.params).toEqual(['acme.my.salesforce.com', '']);
  });

  it('has signed nobody in before Salesforce shows a page again', () => {
    const onTheWay = () =>
      new Tab()
        .open(authorize(), app)
        .redirect(acme + signIn)
        .redirect(`${acme}/services/auth/sso/Okta`)
        .redirect(acme + saml);
    expect(signInFindings(onTheWay())).toEqual([]);
    expect(signInFindings(onTheWay().leave(okta))).toEqual([]);
    const back = onTheWay()
      .leave(okta)
      .open(acme + acs, 'https://acme.okta.com')
      .redirect(acme + approval);
    expect(signInFindings(back)).toEqual(['salesforce-sso-observed']);
  });

  it("can be another org over OpenID Connect, whose request is not mistaken for an app's", () => {
    const other = authorize('https://parent.my.salesforce.com', { redirect: `${acme}/services/authcallback/Parent` });
    const tab = new Tab()
      .open(authorize(), app)
      .redirect(`${acme}/services/auth/sso/Parent?startURL=${encodeURIComponent(approval)}`)
      .redirect(other)
      .redirect(acme + approval);
    expect(tab.flow?.requestUrl).toBe(authorize());
    expect(signInFindings(tab)).toEqual(['salesforce-sso-observed-unseen']);
  });
});

describe('G5: no finding mentions single sign-on or another org', () => {
  it('after a sign-in with a password, whatever host the app has', () => {
    expect(signInFindings(byPassword().redirect(acme + approval))).toEqual([]);
    const own = authorize(acme, { redirect: `${app}/cb` });
    expect(
      signInFindings(
        new Tab()
          .open(own, app)
          .redirect(acme + signIn)
          .open(`${acme}/?ec=302`, acme)
          .redirect(acme + approval),
      ),
    ).toEqual([]);
  });

  it('after a sign-in on the generic host that continues to the org, at any step', () => {
    const tab = byPassword(new Tab(), login);
    expect(signInFindings(tab)).toEqual([]);
    expect(signInFindings(tab.redirect(acme + approval))).toEqual([]);
  });

  it('when the org inserts a page such as a password change', () => {
    const tab = byPassword(new Tab(), login)
      .redirect(`${acme}/_ui/system/security/ChangePassword`)
      .open(acme + approval, acme);
    expect(signInFindings(tab)).toEqual([]);
  });

  it('when the request started on the Lightning host of the same org or sandbox', () => {
    const lightning = new Tab()
      .open(authorize('https://acme.lightning.force.com'), app)
      .redirect(acme + signIn)
      .open(acme + approval, acme);
    expect(signInFindings(lightning)).toEqual([]);
    const sandbox = 'https://acme--dev.sandbox.my.salesforce.com';
    const tab = new Tab().open(authorize('https://acme--dev.sandbox.lightning.force.com'), app).redirect(sandbox + signIn);
    expect(signInFindings(tab.open(sandbox + approval, sandbox))).toEqual([]);
  });

  it('on a site with a custom domain, apart from the custom-domain finding', () => {
    const site = 'https://partners.acme.example';
    const tab = new Tab(['partners.acme.example'])
      .open(authorize(site), app)
      .redirect(`${site}/s/login/?ec=302`)
      .open(site + approval, site);
    expect(signInFindings(tab)).toEqual(['salesforce-custom-domain']);
    const moved = new Tab(['partners.acme.example']).open(authorize(site), app).redirect('https://acme.my.site.com/partners/s/login/');
    expect(signInFindings(moved.open(site + approval, 'https://acme.my.site.com'))).toEqual(['salesforce-custom-domain']);
  });

  it('after the request was made again by the extension and by the app', () => {
    const tab = byPassword().redirect(acme + approval);
    const smaller = authorize(acme, { scope: 'id+api' });
    tab
      .event({ type: 'narrowed', url: smaller, at: tab.now })
      .open(smaller, 'chrome-extension://abcdefghijklmnop')
      .redirect(acme + approval);
    expect(tab.review().current).toEqual(['id', 'api']);
    expect(tab.flow?.navigation.map(({ host }) => host)).not.toContain('abcdefghijklmnop');
    expect(signInFindings(tab)).toEqual([]);
    tab.open(authorize(), app).redirect(acme + approval);
    expect(signInFindings(tab)).toEqual([]);
  });

  it('beyond the identity provider of the first sign-in when the request is made a second time', () => {
    const tab = bySso()
      .redirect(acme + approval)
      .wait(minutes)
      .open(authorize(), app)
      .redirect(acme + approval);
    expect(signInFindings(tab)).toEqual(['salesforce-sso-observed']);
  });

  it.each([
    'https://hooks.ledgerly.example/cb',
    'http://localhost:1717/OauthRedirect',
    'com.ledgerly.app://oauth',
    'com.ledgerly.app:/oauth',
  ])('after the callback to %s, with a code or an error, with and without the approval page', (redirect) => {
    for (const steps of [byPassword, (tab: Tab) => tab.open(authorize(acme, { redirect }), app)]) {
      const start = () => steps(new Tab()).redirect(acme + approval);
      const straight = () => new Tab().open(authorize(acme, { redirect }), app);
      for (const tab of [start(), straight()]) {
        tab.leave(`${redirect}?error=OAUTH_APP_BLOCKED&error_description=this+app+is+blocked+by+admin&state=CANARY`);
        expect(signInFindings(tab).filter((id) => /^sso|org/.test(id))).toEqual([]);
      }
      expect(signInFindings(straight().leave(`${redirect}?code=CANARY-code`))).toEqual(['answered-without-page']);
    }
  });

  it('as lost RelayState on the home page when the approval page was reached before', () => {
    const tab = bySso()
      .redirect(acme + approval)
      .open(`${acme}/lightning/page/home`, acme);
    expect(signInFindings(tab)).toEqual(['salesforce-sso-observed']);
  });

  it('on the home page when nobody used single sign-on', () => {
    expect(signInFindings(byPassword().redirect(`${acme}/lightning/page/home`))).toEqual([]);
  });
});

describe('before the click', () => {
  it('names both ways around single sign-on once an identity provider was observed', () => {
    const finding = findingOf(bySso().redirect(acme + approval), 'salesforce-sso-observed');
    expect(finding?.severity).toBe('notice');
    const steps = finding ? findingSteps(finding).map(({ text }) => text) : [];
    expect(steps).toEqual(['You can try anyway', 'username and password', 'service account'].map((part) => expect.stringContaining(part)));
  });

  it('says that the connecting user limits the app where the request holds a scope that has no narrower form', () => {
    const tab = byPassword().redirect(acme + approval);
    expect(findingOf(tab, 'salesforce-user-access')).toMatchObject({ severity: 'notice', scopes: ['api'], actor: 'salesforce-admin' });
    const full = new Tab().open(authorize(acme, { scope: 'full' }), app).redirect(acme + approval);
    expect(findingOf(full, 'salesforce-user-access')?.severity).toBe('warning');
    const identity = new Tab().open(authorize(acme, { scope: 'id+openid' }), app).redirect(acme + approval);
    expect(findingOf(identity, 'salesforce-user-access')).toBeUndefined();
  });

  it('shows the note on limiting the access first, because the other ones are folded', () => {
    const notes = (tab: Tab) => tab.review().findings.flatMap(({ id, severity }) => (severity === 'notice' ? [id] : []));
    for (const tab of [byPassword(), bySso()]) {
      const [first, ...others] = notes(tab.redirect(acme + approval));
      expect(first).toBe('salesforce-user-access');
      expect(others.length).toBeGreaterThan(1);
    }
  });

  it('does not call another name of a required scope droppable', () => {
    const clayUrl = authorize(acme, { scope: 'id+api+openid+profile+offline_access', redirect: 'https://app.clay.com/cb' });
    const tab = new Tab().open(clayUrl, app).redirect(acme + approval);
    expect(tab.review().app.name).toBe('Clay');
    expect(findingOf(tab, 'salesforce-restart-uses-approval')).toBeUndefined();
  });
});
