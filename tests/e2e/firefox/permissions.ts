/** Permissions in Firefox: what is asked for, refused, revoked and given back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { salesforce } from '@/providers/salesforce';
import { t, tPlural } from '@/utils/text/text';
import { findingTitle } from '../../finding-title';
import { salesforceAuthorizeUrl } from '../../simulators/clients/salesforce';
import { button, saying } from '../firefox-browser';
import {
  clayUrl,
  connectSalesforce,
  expectAccessible,
  firefox,
  limit,
  nextPage,
  press,
  simulator,
  tabOnHubspot,
  textOf,
} from '../firefox-session';

const approval = /RemoteAccessAuthorizationPage/;
const northwind = { host: 'acme.my.salesforce.com', scope: ['openid', 'full', 'refresh_token'] };

test(
  'Salesforce in Firefox: “Check this user” opens a review window, observes the Integration User, and revokes the permission',
  limit,
  async () => {
    simulator.state.salesforce.integrationUsers = 'allowed';
    const host = 'acme.my.salesforce.com';
    const page = await connectSalesforce(simulator.salesforceCookie('robot@acme.example'), 'clay', { host });
    const panel = await firefox.panel(page);
    await panel.waitForSelector(saying(findingTitle('salesforce-integration-user-possible')));
    const before = await firefox.permissions();
    assert.ok(!before.permissions.includes('cookies'));
    assert.ok(!before.data_collection.includes('authenticationInfo'));

    const opened = nextPage();
    await firefox.clickInPanel(panel, button('Check this user'));
    const popup = await opened;
    await popup.waitForSelector('.sr-sheet');
    await press(popup, button('Check this user'));
    await popup.waitForSelector(saying(findingTitle('salesforce-integration-user')));
    await popup.waitForSelector(button('Check this user'));
    assert.deepEqual(await firefox.grants(), [{ permissions: ['cookies'], origins: [], data_collection: ['authenticationInfo'] }]);
    assert.deepEqual(await firefox.permissions(), before);
    const requests = simulator.requests.filter(({ path }) => path.startsWith('/services/oauth2/userinfo'));
    assert.deepEqual(
      requests.map(({ host, cookie, authorization }) => ({ host, cookie, authorization })),
      [{ host, cookie: false, authorization: true }],
    );
  },
);

test('Firefox: the page that explains the extension opens after the installation', () => {
  assert.equal(firefox.firstPage, '/workbench.html#about');
});

test('Firefox asks before the session cookie of an org is sent, and a refusal sends nothing', limit, async () => {
  simulator.state.salesforce.integrationUsers = 'allowed';
  const host = 'acme.my.salesforce.com';
  const page = await connectSalesforce(simulator.salesforceCookie('robot@acme.example'), 'clay', { host });
  await page.waitForSelector('scope-review-mark');
  const popup = await firefox.popup(page);
  const sent = simulator.requests.length;
  await firefox.refusePrompt('authentication information', () => press(popup, button('Check this user')));
  await popup.waitForSelector(saying(t('org_failed_not_granted')));
  assert.deepEqual(simulator.requests.slice(sent), []);
});

test('Firefox: after a host permission was revoked, the popup offers it again, and the next connection is reviewed', limit, async () => {
  await firefox.withdraw(salesforce.urls.hosts.map((host) => `https://${host}/*`));
  const host = 'acme.my.salesforce.com';
  const page = await connectSalesforce(simulator.salesforceCookie('ben@acme.example'), 'clay', { host });
  assert.match(page.url(), approval);
  assert.equal((await page.$$('scope-review-dock, scope-review-mark')).length, 0);
  await firefox.pressToolbarButton(page);
  const popup = await firefox.popup(page);
  await popup.waitForSelector(saying(`Not allowed on ${host}`));
  await popup.waitForSelector(saying('see the request'));
  await press(popup, button('Ask the org'));
  await popup.waitForSelector(saying(t('org_failed_site_not_allowed')));
  await press(popup, button('Allow on Salesforce'));
  await popup.waitForSelector(saying(`Not allowed on ${host}`), { hidden: true });

  await page.goto(salesforceAuthorizeUrl('clay', { host }));
  await page.waitForSelector('scope-review-mark');
  await popup.waitForSelector(saying(t('action_nothing_to_drop')));
});

test('Firefox: the page about the extension shows a revoked permission and asks for it again', limit, async () => {
  const item = '.sr-about__item:has(#access-outreach)';
  await firefox.withdraw(['https://accounts.outreach.io/*']);
  const page = await firefox.extensionPage('/workbench.html#about');
  await page.waitForSelector(saying(tPlural('workbench_about_partly', 4, 3)));
  await press(page, button('Allow on Outreach'));
  await page.waitForSelector(button('Allow on Outreach'), { hidden: true });
  assert.match((await textOf(page, item)).join(), new RegExp(tPlural('workbench_about_allowed', 4)));
  assert.ok((await firefox.permissions()).origins.includes('https://accounts.outreach.io/*'));
});

test('Firefox: a site on a custom domain is offered, without showing the previous request', limit, async () => {
  const host = 'partners.acme.example';
  const page = await connectSalesforce(simulator.salesforceCookie('ben@acme.example'), 'northwind', northwind);
  await page.waitForSelector('scope-review-mark');
  await firefox.browser.setCookie(simulator.salesforceCookie('pat@partner.example', { host }));
  await page.goto(salesforceAuthorizeUrl('clay', { host, prefix: '/emea' }));
  await firefox.pressToolbarButton(page);
  const popup = await firefox.popup(page);
  await popup.waitForSelector(saying(`${host} may be a Salesforce site`));
  await popup.waitForSelector(saying(t('review_asks_unseen')));
  await press(popup, button('Allow on this site'));
  await popup.waitForSelector(saying(`${host} may be a Salesforce site`), { hidden: true });

  await page.goto(salesforceAuthorizeUrl('clay', { host, prefix: '/emea' }));
  await popup.waitForSelector('li.sr-row');
  assert.equal((await popup.$$('li.sr-row')).length, 5);
  // Nobody knows whether this host checks the client and the redirect URI, so the app is not certain.
  assert.match((await textOf(popup, 'h1')).join(), /^app\.clay\.com on Salesforce/);
  await firefox.withdraw([`https://${host}/*`]);
});

test('Firefox: without host permissions after the installation, the popup and the workbench explain and repair that', limit, async () => {
  await firefox.installWithoutHosts();
  assert.deepEqual((await firefox.permissions()).origins, []);
  const page = await tabOnHubspot();
  await page.goto(clayUrl());
  await page.waitForSelector(button('Grant access'));
  assert.equal((await page.$$('scope-review-dock, scope-review-mark')).length, 0);
  await firefox.pressToolbarButton(page);
  const popup = await firefox.popup(page);
  await popup.waitForSelector(saying('Not allowed on app.hubspot.com'));
  await expectAccessible(popup);
  await press(popup, button('Allow on HubSpot'));
  await popup.waitForSelector(saying('Not allowed on app.hubspot.com'), { hidden: true });
  await page.goto(clayUrl());
  await page.waitForSelector('scope-review-mark');
  await (await firefox.panel(page)).waitForSelector('.sr-row');

  const about = await firefox.extensionPage('/workbench.html#about');
  await expectAccessible(about);
  for (const name of ['Outreach', 'Salesforce']) {
    await press(about, button(`Allow on ${name}`));
    await about.waitForSelector(button(`Allow on ${name}`), { hidden: true });
  }
  await about.close();
  const host = 'acme.my.salesforce.com';
  const org = await connectSalesforce(simulator.salesforceCookie('ben@acme.example'), 'northwind', northwind);
  await org.waitForSelector('scope-review-mark');
  assert.equal(new URL(org.url()).host, host);
});
