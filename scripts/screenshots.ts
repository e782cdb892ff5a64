/** `npm run screenshots`: the README's pictures, from the production build on the simulated provider. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '@/tests/e2e/browser';
import { chooseAccount, connect, signIn } from '@/tests/e2e/walk';
import { startSimulator } from '@/tests/simulators/server';

const folder = join(import.meta.dirname, '../docs/pictures');
mkdirSync(folder, { recursive: true });
const simulator = await startSimulator();

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1200, 380, 320]) {
    const browser = await openBrowser(simulator, { colorScheme, viewport: { width, height: 860 } });
    const page = browser.context.pages()[0] ?? (await browser.context.newPage());
    await signIn(page, simulator);
    await connect(page, 'https://app.clay.com/');
    const panel = await browser.panel(page);
    await panel.locator('.sr-group').first().or(panel.locator('.sr-dock-tab')).waitFor();
    await chooseAccount(page);
    await page.locator('scope-review-mark').last().waitFor();
    await page.screenshot({ path: join(folder, `consent-${width}-${colorScheme}.png`) });
    const popup = await browser.popup(page);
    await popup.setViewportSize({ width: 360, height: 600 });
    await popup.locator('.sr-actions').waitFor();
    if (width === 1200) await popup.screenshot({ path: join(folder, `popup-${colorScheme}.png`) });
    await browser.close();
  }
}
await simulator.close();
console.log(`pictures in ${folder}`);
