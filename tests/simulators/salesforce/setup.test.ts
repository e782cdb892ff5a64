import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from '../ask';
import { salesforceAuthorizeUrl } from '../clients/salesforce';
import { type Simulator, startSimulator } from '../server';
import { salesforceRegistration } from './apps';
import { setupPages } from './setup-pages';
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

it.each(Object.entries(setupPages))("the Setup page %s is titled %s on every host of the org, with the org's name", async (name, title) => {
  for (const [org, label] of [
    ['globex', 'Globex'],
    ['acme', 'Acme'],
    ['acme--dev.sandbox', 'Acme (dev sandbox)'],
  ] as const)
    for (const domain of ['my.salesforce.com', 'lightning.force.com', 'my.salesforce-setup.com']) {
      const url = `https://${org}.${domain}/lightning/setup/${name}/home?setupApp=all&SetupDomainProbePassed=true`;
      const { status, body } = await ask(simulator, url);
      expect(status).toBe(200);
      expect(body).toContain(`<h1>${title} | ${label}</h1>`);
      expect(await titleOf(url)).toBe(`${title} | ${label} (simulated)`);
    }
});

it('every user has a Login History page in their settings', async () => {
  for (const domain of ['my.salesforce.com', 'lightning.force.com'])
    expect(await titleOf(`https://globex.${domain}/lightning/settings/personal/LoginHistory/home`)).toBe(
      'My Login History | Globex (simulated)',
    );
});

it('an unknown Setup page, and any on the generic host, is not found', async () => {
  expect((await ask(simulator, `${globex}/lightning/setup/Nonsense/home`)).status).toBe(404);
  expect((await ask(simulator, `https://login.salesforce.com${usage}`)).status).toBe(404);
});

it('the usage page lists a refused app, and installing it there lets the request through', async () => {
  const walker = createWalker(simulator, [simulator.salesforceCookie('hank@globex.example')]);
  expect((await ask(simulator, globex + usage)).body).not.toContain('Clay');
  const url = salesforceAuthorizeUrl('clay', { host: 'globex.my.salesforce.com' });
  expect((await walker.open(url)).url.searchParams.get('error')).toBe('invalid_client');
  await walker.open(globex + usage);
  expect((await walker.send({ client_id: clientId })).body).toContain('Installed');
  expect((await walker.open(url)).body).toContain('oaapprove');
});

it('the direct installation link installs the app that it names', async () => {
  const link = `${globex}/identity/app/AppInstallApprovalPage.apexp?app_id=${appId}&app_org_id=${homeOrgId}`;
  expect(await titleOf(link)).toBe('Install Clay | Globex (simulated)');
  const failed = await createWalker(simulator).open(link.replace(appId, '0Ci'));
  expect(failed.url.href).toBe(`${globex}/identity/app/AppInstallErrorPage.apexp?error_code=generic_error`);
  expect(failed.body).toContain('<h1>Managed Application Installation Error</h1>');
  const walker = createWalker(simulator);
  await walker.open(link);
  expect((await walker.send({})).body).toContain('Installed');
});
