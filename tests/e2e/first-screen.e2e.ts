/** The choice comes first: how many optional rows can be read without scrolling, in the production build. */
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { expect, test } from './fixtures';
import { measureFirstScreen, signIn } from './walk';

for (const [name, width, height, rows] of [
  ['the panel at 1280×720', 1280, 720, 8],
  ['the panel at 150 % zoom', 853, 480, 4],
] as const)
  test(`${name} shows at least ${rows} optional rows`, async ({ browserWithExtension: browser, tab, simulator }) => {
    await tab.setViewportSize({ width, height });
    await signIn(tab, simulator);
    await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
    const screen = await measureFirstScreen(await browser.panel(tab));
    expect(screen.rows).toBeGreaterThanOrEqual(rows);
    if (height === 720) expect(screen.firstRow).toBeLessThanOrEqual(200);
  });

test('the popup shows at least 6 optional rows', async ({ browserWithExtension: browser, tab, simulator }) => {
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  const popup = await browser.popup(tab);
  expect(popup.viewportSize()).toEqual({ width: 360, height: 600 });
  expect((await measureFirstScreen(popup)).rows).toBeGreaterThanOrEqual(6);
});
