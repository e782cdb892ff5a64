import { defineConfig } from '@playwright/test';

/** Tests that set a policy for every Chromium on the machine, or measure a wait or a task, so no other may run meanwhile. */
const alone = ['**/policy.e2e.ts', '**/flood.e2e.ts', '**/workbench-slices.e2e.ts'];

export default defineConfig({
  testDir: 'tests/e2e',
  projects: [
    { name: 'chromium', testMatch: '**/*.e2e.ts', testIgnore: alone },
    { name: 'alone', testMatch: alone, dependencies: ['chromium'], workers: 1 },
  ],
  outputDir: '.output/test-results',
  // A machine that is busy may take five times as long as an idle one, which is no fault of what is tested.
  timeout: 150_000,
  expect: { timeout: 30_000 },
  // Chromium answers about managed storage only two seconds after its start, and opens the first
  // page then, which a test has to close. Other tests fill the time.
  workers: 3,
  // The report names a test that passed only the second time as flaky.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
});
