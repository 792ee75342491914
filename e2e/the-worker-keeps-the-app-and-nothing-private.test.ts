import { expect, test, type Page } from '@playwright/test';
import { serveVersions, type VersionedApp } from './harness/versioned-app.ts';
import type { VersionedApp as InPage } from './harness/versioned-app/main.ts';
import { untilInstalled } from './harness/writer.ts';

declare const app: InPage;

const image = (page: Page, source: string): Promise<number> =>
  page.evaluate((one) => app.image(one), source);
const reads = (page: Page, source: string): Promise<boolean> =>
  page.evaluate(async (one) => (await fetch(one).catch(() => undefined)) !== undefined, source);
/** The paths of all files in the caches of the shell. */
const kept = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('holdfast-shell'));
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });

/** A page under a worker. The first visit only installs it. */
async function openInstalled(page: Page, { url }: VersionedApp): Promise<void> {
  await page.goto(url);
  await untilInstalled(page);
  await page.reload();
}

test('the worker opens the app and shows images without a server, answers no operation, and forgets at log-out', async ({
  page,
}) => {
  const server = await serveVersions();
  await server.deploy(1);
  await openInstalled(page, server);
  const elsewhere = server.url.replace('127.0.0.1', 'localhost');
  for (const kind of ['mara', 'no-store', 'part', 'error']) {
    await image(page, `/pictures/${kind}.svg`);
  }
  // An image of another origin comes as an opaque answer.
  expect(await image(page, `${elsewhere}/pictures/elsewhere.svg`)).toBeGreaterThan(0);
  expect(await reads(page, '/pictures/read.svg')).toBe(true);
  await page.locator('#load').click();
  await expect(page.getByRole('status')).toHaveText('The story of version 1');
  await expect
    .poll(async () => (await kept(page)).toSorted())
    .toEqual([expect.stringMatching(/^\/assets\/story-/), '/pictures/mara.svg']);

  await server.line.refuse();
  await page.reload();
  await expect(page.getByRole('heading')).toHaveText('Version 1');
  await page.locator('#load').click();
  await expect(page.getByRole('status')).toHaveText('The story of version 1');
  expect(await image(page, '/pictures/mara.svg')).toBe(1);
  expect(await image(page, '/pictures/no-store.svg')).toBe(0);
  for (const path of ['/api/notes', '/pictures/mara.svg', '/index.html']) {
    expect(await reads(page, path)).toBe(false);
  }

  await page.evaluate(() => app.purgeShell());
  await page.goto(`${server.url}/any/page`);
  await expect(page.getByRole('heading')).toHaveText('Version 1');
  expect(await image(page, '/pictures/mara.svg')).toBe(0);
  expect(await kept(page)).toEqual([]);
  await server.close();
});

test('the worker renews an image, keeps as many as it may, and asks for a page first where the app wants', async ({
  page,
}) => {
  const server = await serveVersions();
  await server.deploy(1, { askFirstMs: 400 });
  await openInstalled(page, server);
  expect(await image(page, '/pictures/a.svg')).toBe(1);
  await expect.poll(() => kept(page)).toEqual(['/pictures/a.svg']);
  expect(await image(page, '/pictures/a.svg?')).toBeGreaterThan(0);
  for (const name of ['b', 'c', 'd']) await image(page, `/pictures/${name}.svg`);
  // The first three are kept for a moment before the fourth comes.
  const latest = ['b', 'c', 'd'].map((name) => `/pictures/${name}.svg`);
  await expect.poll(async () => (await kept(page)).toSorted()).toEqual(latest);

  const before = server.opened.length;
  await page.goto(`${server.url}/`);
  expect(server.opened.slice(before)).toEqual(['/']);
  // A server that takes too long does not keep the user waiting.
  server.pageAfterMs = 60_000;
  await page.goto(server.url);
  await expect(page.getByRole('heading')).toHaveText('Version 1');
  await server.line.refuse();
  await page.goto(server.url);
  await expect(page.getByRole('heading')).toHaveText('Version 1');
  await server.close();
});
