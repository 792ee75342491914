import { expect, test, type Page } from '@playwright/test';
import { serveVersions, type VersionedApp } from './harness/versioned-app.ts';
import type { VersionedApp as InPage } from './harness/versioned-app/main.ts';
import { untilInstalled } from './harness/writer.ts';

declare const app: InPage;

const title = (page: Page) => page.getByRole('heading');
const story = (page: Page) => page.getByRole('status');
const state = (page: Page): Promise<string> =>
  page.evaluate(() => app.worker.updates.getSnapshot().kind);
const apply = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const update = app.worker.updates.getSnapshot();
    if (update.kind !== 'current') update.apply();
  });
/** How many pages this tab has loaded since. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => (loads += 1));
  return () => loads;
}

/** A page of the first version, after the second was deployed. */
async function openOld(page: Page, isFirstVisit = false): Promise<VersionedApp> {
  const server = await serveVersions();
  await server.deploy(1);
  await page.goto(server.url);
  await untilInstalled(page);
  // The worker is in charge from the second page on.
  if (!isFirstVisit) await page.reload();
  await expect(title(page)).toHaveText('Version 1');
  await server.deploy(2);
  return server;
}

for (const [how, button, missing, isFirstVisit] of [
  ['404', '#load', 'not found', true],
  ['a page in its place', '#load', 'the page', false],
  ['404, and only the bundler tells', '#plain', 'not found', false],
] as const) {
  test(`a part that is gone after a deployment (${how}) moves the page to the new version, once`, async ({
    page,
  }) => {
    const server = await openOld(page, isFirstVisit);
    server.missing = missing;
    const loads = countLoads(page);
    await page.locator(button).click();
    await expect(title(page)).toHaveText('Version 2');
    await page.locator(button).click();
    await expect(story(page)).toHaveText('The story of version 2');
    expect(loads()).toBe(1);
    await server.close();
  });
}

test('a part that is gone takes no typed text, and the user decides about the reload', async ({
  page,
}) => {
  const server = await openOld(page);
  const loads = countLoads(page);
  await page.getByLabel('Note').fill('She counts everything.');
  await page.locator('#load').click();
  await expect(story(page)).toHaveText('CHUNK_STALE');
  await expect.poll(() => state(page)).toBe('waiting');
  await apply(page);
  await expect(page.getByLabel('Note')).toHaveValue('She counts everything.');
  expect(loads()).toBe(0);
  await page.evaluate(() => app.save());
  await apply(page);
  await expect(title(page)).toHaveText('Version 2');
  await server.close();
});

test('a server that goes on giving the old page reloads it no second time', async ({ browser }) => {
  // Without a worker, the page comes from an edge cache.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const server = await serveVersions();
  await server.deploy(1);
  server.freezePage();
  await page.goto(server.url);
  await server.deploy(2);
  const loads = countLoads(page);
  await page.locator('#load').click();
  await expect.poll(loads).toBe(1);
  for (let click = 0; click < 3; click += 1) {
    await page.locator('#load').click();
    await expect(story(page)).toHaveText('CHUNK_STALE');
    await expect.poll(() => state(page)).toBe('applied');
  }
  expect(loads()).toBe(1);
  await context.close();
  await server.close();
});

test('an old tab under the new worker sends each write once, in order', async ({
  page,
  context,
}) => {
  const server = await openOld(page);
  await page.getByLabel('Note').fill('unsaved');
  const other = await context.newPage();
  await other.goto(server.url);
  await expect.poll(() => state(other)).toBe('waiting');
  // The browser, or another script, lets the new worker take over all the same.
  await other.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    registration.waiting?.postMessage({ type: 'SKIP_WAITING' });
  });
  await expect(title(other)).toHaveText('Version 2');
  await expect.poll(() => state(page)).toBe('applied');
  await expect(title(page)).toHaveText('Version 1');

  const texts = ['a', 'b', 'c', 'd'];
  await Promise.all(
    texts.map((text, at) => (at % 2 === 0 ? page : other).evaluate((one) => app.send(one), text)),
  );
  expect(server.notes.map(([, text]) => text).toSorted()).toEqual(texts);
  expect(new Set(server.notes.map(([key]) => key)).size).toBe(4);
  await server.close();
});
