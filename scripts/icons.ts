/** `npm run icons` renders the brand mark as toolbar and store icons, one PNG file per size. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { browserPath } from './browsers.mjs';
import { readArguments } from './cli';

readArguments('Usage: npm run icons\n', {}, false);
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
  // The mark depicts a small review: two scopes that are kept, and one that is dropped.
  await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block}</style>
    <svg width="${size}" height="${size}" viewBox="0 0 16 16" fill="none" stroke="#fff" stroke-linecap="round">
      <rect width="16" height="16" rx="3.5" fill="#0b6572" stroke="none"/>
      <path d="M3.5 4.5h1.5M7.5 4.5h5M3.5 8h1.5M7.5 8h5" stroke-width="1.75"/>
      <circle cx="4.25" cy="11.5" r="1" stroke-width="1"/><path d="M7.5 11.5h3" stroke-width="1" opacity=".75"/>
    </svg>`);
  await page.screenshot({ path: join(folder, `${size}.png`), omitBackground: true });
}
await browser.close();
