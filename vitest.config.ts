import preact from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import type { Page } from 'playwright';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { browserPath } from './scripts/browsers.mjs';

// Only the component tests need it; without it, they fail and say how to install it.
const chromium = await browserPath('chromium').catch(() => null);

/** Tests of pure functions, without a page, a storage or a measured time: their files can share the loaded modules. */
const pure = [
  'tests/providers/**/!(page).test.ts',
  'tests/{corpus,structure,utils/apps}/!(storage).test.ts',
  'tests/{entrypoints/workbench,utils/diagnosis,utils/files}/!(backup-tasks|hostile|join-logins|recognize|table-time).test.ts',
  'tests/utils/policy/!(pattern).test.ts',
  'tests/utils/review/!(dropped|many-scopes|parse-input|pasted-errors|report-import|stored-data|tab-review|user-overrides).test.ts',
];
const inNode = {
  environment: 'node',
  setupFiles: ['tests/set-up.ts'],
  mockReset: true,
  // Ten thousand runs of a property on a busy machine; a time is never what a test is about.
  testTimeout: 120_000,
};
const elsewhere = ['tests/e2e/**', 'tests/simulators/**', 'tests/components/**', 'tests/browser/**'];

export default defineConfig({
  test: {
    // Vitest would leave one of two processors alone, which the component tests don't fill.
    maxWorkers: 2,
    projects: [
      {
        plugins: await WxtVitest(),
        test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: [...elsewhere, ...pure], ...inNode },
      },
      {
        plugins: await WxtVitest(),
        test: { name: 'engine', include: pure, isolate: false, ...inNode },
      },
      {
        resolve: { alias: { '@': import.meta.dirname } },
        test: { name: 'simulators', include: ['tests/simulators/**/*.test.ts'], isolate: false, environment: 'node', testTimeout: 60_000 },
      },
      {
        plugins: [preact()],
        resolve: { alias: { '@': import.meta.dirname } },
        // A page has no environment, and tests/counts.ts reads this variable.
        define: { 'process.env.FULL_COUNTS': JSON.stringify(process.env.FULL_COUNTS ?? '') },
        // Vite reloads a running test when it meets a dependency that it has not prepared.
        optimizeDeps: { include: ['axe-core', 'preact', 'preact/hooks', 'preact/jsx-runtime', 'idb', 'zod/mini'] },
        test: {
          name: 'component',
          include: ['tests/components/**/*.test.tsx', 'tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          // One second, Vitest's own limit, is too short on a busy machine.
          expect: { poll: { timeout: 30_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(chromium ? { executablePath: chromium } : {}), args: ['--no-sandbox', '--disable-gpu'] },
            }),
            instances: [{ browser: 'chromium' }],
            commands: {
              forceColors: ({ page }: { page: Page }, active: boolean) => page.emulateMedia({ forcedColors: active ? 'active' : 'none' }),
            },
          },
        },
      },
    ],
  },
});
