import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './scripts/chromium.ts';

// These wait for timers of the app most of their time. One of them runs beside three others, also on two cores: those
// wait for pages and servers a third of their time.
const waiting = [
  'a-dead-server-is-noticed-left-alone-and-found-again.test.ts',
  'the-app-says-online-only-while-its-own-server-answers.test.ts',
  'two-tabs-and-the-worker-send-each-entry-once.test.ts',
].map((file) => `**/${file}`);

// Every test starts its own server, so that it can also stop it.
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/harness/built-demo.mjs',
  outputDir: 'e2e/.results',
  timeout: 120_000,
  // How long a test waits for a state of the app. A test whose subject is a time names that time.
  expect: { timeout: 30_000 },
  fullyParallel: true,
  workers: 4,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: { browserName: 'chromium', launchOptions: chromiumLaunchOptions() },
  projects: [
    { name: 'chromium', testIgnore: waiting, workers: 3 },
    { name: 'chromium, waiting', testMatch: waiting, workers: 1 },
  ],
});
