import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: '.output/test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Browsers with an extension on two cores: one after the other is steadier and not slower.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
});
