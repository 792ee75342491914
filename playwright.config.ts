import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './scripts/chromium.ts';

// Every test starts its own server, so that it can also stop it.
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/harness/built-demo.mjs',
  outputDir: 'e2e/.results',
  timeout: 120_000,
  expect: { timeout: 10_000 },
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  projects: [
    {
      name: 'chromium',
      use: { browserName: 'chromium', launchOptions: chromiumLaunchOptions() },
    },
  ],
});
