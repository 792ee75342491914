import { defineConfig, type Project } from '@playwright/test';
import { chromiumLaunchOptions } from './scripts/chromium.ts';
import { findFirefox, quietFirefox } from './scripts/firefox.ts';

// These wait for timers of the app most of their time. One of them runs beside three others, also on two cores: those
// wait for pages and servers a third of their time.
const waiting = [
  'a-dead-server-is-noticed-left-alone-and-found-again.test.ts',
  'the-app-says-online-only-while-its-own-server-answers.test.ts',
  'two-tabs-and-the-worker-send-each-entry-once.test.ts',
].map((file) => `**/${file}`);

// `npm test` runs these in Firefox too.
const quickInFirefox = [
  'a-character-saved-online-is-on-the-list-and-in-the-database.test.ts',
  'two-tabs-never-overspend-the-budget.test.ts',
].map((file) => `**/${file}`);

const inFirefox = [
  'a-character-made-on-a-train-through-three-tunnels-arrives-once-with-its-portrait.test.ts',
  'a-session-that-expires-asks-once-and-sends-all.test.ts',
  'a-story-interrupted-by-a-server-restart-continues-without-a-missing-or-repeated-word.test.ts',
  'another-user-on-the-same-machine-sees-nothing.test.ts',
  'signing-out-with-work-waiting-asks-and-obeys.test.ts',
  'the-app-opens-with-no-network.test.ts',
  'two-tabs-never-overwrite-each-other.test.ts',
  'without-storage-the-write-is-still-sent.test.ts',
].map((file) => `**/${file}`);

const firefoxPath = findFirefox();
// Every worker reads this file again.
if (firefoxPath === undefined && process.env['TEST_WORKER_INDEX'] === undefined) {
  console.log('There is no Firefox here, so these tests run in Chromium alone.');
}

/** A project in the Firefox of this machine, which is empty when the machine has none. */
function firefox(name: string, testMatch: readonly string[]): Project {
  return {
    name,
    testMatch: firefoxPath === undefined ? [] : [...testMatch],
    // A Firefox takes longer to start than a test. Each worker starts one.
    workers: 1,
    use: {
      browserName: 'firefox',
      // The name of Playwright for a Firefox as Mozilla ships it.
      channel: 'moz-firefox',
      launchOptions: {
        ...(firefoxPath !== undefined && { executablePath: firefoxPath }),
        firefoxUserPrefs: { ...quietFirefox },
        // Each worker has its own folder, in which a test finds the only file.
        downloadsPath: `${import.meta.dirname}/e2e/.results/firefox-downloads-${process.env['TEST_WORKER_INDEX']}`,
      },
    },
  };
}

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
    // The first projects begin first. Each of these has one worker, so none of them is left to run alone at the end.
    { name: 'chromium, waiting', testMatch: waiting, workers: 1 },
    firefox('firefox, quick', quickInFirefox),
    { name: 'chromium', testIgnore: waiting },
    firefox('firefox', inFirefox),
  ],
});
