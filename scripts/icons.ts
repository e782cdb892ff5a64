/** `npm run icons` renders the brand mark as icons of the extension, one PNG file per size. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { brandMark } from './brand-mark';
import { browserPath } from './browsers.mjs';
import { readArguments } from './cli';

readArguments('Usage: npm run icons\n', {});
const folder = join(import.meta.dirname, '../public/icon');
const sizes = [16, 32, 48, 96, 128];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: await browserPath('chromium'),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
for (const size of sizes) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block}</style>${brandMark(size)}`);
  await page.screenshot({ path: join(folder, `${size}.png`), omitBackground: true });
}
await browser.close();
