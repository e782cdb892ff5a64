import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  projects: [
    { name: 'chromium', testMatch: '**/*.e2e.ts', testIgnore: '**/policy.e2e.ts' },
    // It sets a policy for every Chromium on the machine, so no other test may run meanwhile.
    { name: 'policy', testMatch: '**/policy.e2e.ts', dependencies: ['chromium'] },
  ],
  outputDir: '.output/test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Chromium answers about managed storage only two seconds after its start, and opens the first
  // page then, which a test has to close. Other tests fill the time.
  workers: 3,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
});
