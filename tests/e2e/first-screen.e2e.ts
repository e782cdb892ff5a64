/**
 * The choice comes first: how many optional rows of Clay's request to HubSpot can be read in full
 * without scrolling, in the production build. Where the panel is folded, that is after one click.
 * On Salesforce there are more notices, and questions to the org.
 */
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { expect, test } from './fixtures';
import { measureFirstScreen, signIn, unfold } from './walk';

/** Each window's width and height in px, the least number of rows, and whether the panel folds. */
const windows = [
  [1280, 720, 8, false],
  [853, 480, 4, false],
  [640, 360, 2, true],
  [600, 700, 7, true],
  [480, 640, 6, true],
  [320, 568, 2, true],
] as const;

test('panel and popup show the optional rows first, whatever the size of the window', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  for (const [width, height, rows, isFolded] of windows) {
    await tab.setViewportSize({ width, height });
    await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
    if (isFolded) await unfold(tab);
    const screen = await measureFirstScreen(await browser.panel(tab));
    expect.soft(screen.rows, `rows at ${width}×${height}`).toBeGreaterThanOrEqual(rows);
    if (width === 1280) expect.soft(screen.firstRow, 'px above the first row').toBeLessThanOrEqual(200);
  }
  const popup = await browser.popup(tab);
  expect(popup.viewportSize()).toEqual({ width: 360, height: 600 });
  expect.soft((await measureFirstScreen(popup)).rows, 'rows in the popup').toBeGreaterThanOrEqual(6);
});

test('the panel shows six scopes on Salesforce, whatever else there is to know', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const scope = ['api', 'web', 'full', 'refresh_token', 'openid', 'id', 'chatter_api', 'visualforce'];
  const northwind = simulator.state.salesforce.apps.find(({ name }) => name === 'Northwind Sync');
  Object.assign(northwind ?? {}, { scopes: scope });
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  await tab.setViewportSize({ width: 1280, height: 720 });
  await tab.goto(salesforceAuthorizeUrl('northwind', { host: 'acme.my.salesforce.com', scope }));
  const panel = await browser.panel(tab);
  await expect(panel.getByRole('button', { name: '2 more notes' })).toBeVisible();
  expect((await measureFirstScreen(panel)).rows).toBeGreaterThanOrEqual(6);
});
