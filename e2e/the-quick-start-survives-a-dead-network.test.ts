import { expect, test, type Page } from '@playwright/test';
import { bundleQuickStart, quickStart, serveNotes } from './harness/quick-start.ts';

const list = (page: Page) => page.locator('li');
const status = (page: Page, which: 'first' | 'last') => page.locator('[data-state]')[which]();

test('the quick start of the README is 25 lines of code without a type argument', () => {
  // Imports, and lines that only close what an earlier line opened, say nothing new.
  const lines = quickStart
    .split('\n')
    .filter(
      (line) => !line.startsWith('import ') && /[\w]/.test(line.replace(/^\s*return \($/, '')),
    );
  expect(lines.length).toBeLessThanOrEqual(25);
  expect(lines.length).toBeGreaterThan(10);
  expect(quickStart).not.toMatch(/\w<[A-Za-z]/);
});

test('composition root of the README: the list survives a dead network, and the queued write says where it stands until it is sent once', async ({
  page,
}) => {
  const server = await serveNotes();
  const { line, notes } = server;
  const script = await bundleQuickStart();
  // The shell of the page is there without a network, as a worker would keep it.
  await page.route(`${line.url}/`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><body></body><script type="module">${script.replaceAll('</script', '<\\/script')}</script>`,
    }),
  );
  // The first visit is in a dead network, so there is nothing to show yet.
  await line.refuse();
  await page.goto(line.url);
  await expect(status(page, 'first')).toHaveAttribute('data-state', 'failed');
  await line.restore();
  await expect(list(page)).toHaveText(['Ask Mara'], { timeout: 5_000 });

  await line.refuse();
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(status(page, 'last')).toHaveText('Saved on this device, waiting to send');
  await expect(list(page)).toHaveText(['Ask Mara']);
  expect(notes).toHaveLength(1);

  await line.restore();
  await expect(status(page, 'last')).toHaveText('Up to date');
  await expect(list(page)).toHaveText(['Ask Mara', 'New']);
  expect(notes).toHaveLength(2);

  await line.refuse();
  await page.reload();
  await expect(status(page, 'first')).toHaveText(
    /^Last updated .+\. The server cannot be reached\./,
  );
  await expect(list(page)).toHaveText(['Ask Mara', 'New']);
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(status(page, 'last')).toHaveAttribute('data-state', 'queued');
  await page.reload();

  await line.restore();
  await expect(list(page)).toHaveText(['Ask Mara', 'New', 'New']);
  await expect(status(page, 'first')).toHaveAttribute('data-state', 'live');
  expect(notes).toHaveLength(3);
  await server.close();
});
