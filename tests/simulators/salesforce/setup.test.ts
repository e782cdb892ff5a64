import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from '../ask';
import { salesforceAuthorizeUrl } from '../clients/salesforce';
import { type Simulator, startSimulator } from '../server';
import { salesforceRegistration } from './apps';
import { createWalker } from './walker';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const { clientId, appId, homeOrgId } = salesforceRegistration.clay;
const globex = 'https://globex.my.salesforce.com';
const usage = '/lightning/setup/ConnectedAppsUsage/home';

async function titleOf(url: string): Promise<string> {
  return /<title>([^<]+)<\/title>/.exec((await ask(simulator, url)).body)?.[1] ?? '';
}

it.each([
  ['ConnectedAppsUsage', 'Connected Apps OAuth Usage'],
  ['ManageUsers', 'Users'],
  ['SingleSignOn', 'Single Sign-On Settings'],
  ['OrgLoginHistory', 'Login History'],
  ['ApiAccessControl', 'API Access Control'],
  ['CompanyProfileInfo', 'Company Information'],
])('%s is called %s, on every host of the org', async (name, title) => {
  for (const host of ['globex.my.salesforce.com', 'globex.lightning.force.com', 'globex.my.salesforce-setup.com'])
    expect(await titleOf(`https://${host}/lightning/setup/${name}/home?setupApp=all`)).toBe(`${title} | Globex (simulated)`);
});

it('a page that does not exist is not found, and the generic host has none', async () => {
  expect((await ask(simulator, `${globex}/lightning/setup/Nonsense/home`)).status).toBe(404);
  expect((await ask(simulator, `https://login.salesforce.com${usage}`)).status).toBe(404);
});

it('the usage page lists a refused app, and installing it helps', async () => {
  const walker = createWalker(simulator, [simulator.salesforceCookie('hank@globex.example')]);
  expect((await ask(simulator, globex + usage)).body).not.toContain('Clay');
  const url = salesforceAuthorizeUrl('clay', { host: 'globex.my.salesforce.com' });
  expect((await walker.open(url)).url.searchParams.get('error')).toBe('invalid_client');
  await walker.open(globex + usage);
  expect((await walker.send({ client_id: clientId })).body).toContain('Installed');
  expect((await walker.open(url)).body).toContain('oaapprove');
});

it('the direct link installs the app that it names', async () => {
  const link = `${globex}/identity/app/AppInstallApprovalPage.apexp?app_id=${appId}&app_org_id=${homeOrgId}`;
  expect(await titleOf(link)).toBe('Install Clay | Globex (simulated)');
  expect((await createWalker(simulator).open(link.replace(appId, '0Ci'))).url.search).toBe('?error_code=generic_error');
  const walker = createWalker(simulator);
  await walker.open(link);
  expect((await walker.send({})).body).toContain('Installed');
});
