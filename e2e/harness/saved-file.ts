import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';

/** The text of the file that the browser saves when `press` runs. */
export async function savedText(page: Page, press: () => Promise<void>): Promise<string> {
  const folder = test.info().project.use.launchOptions?.downloadsPath;
  if (folder !== undefined) return textInFolder(folder, press);
  const download = page.waitForEvent('download');
  await press();
  return readFile(await (await download).path(), 'utf8');
}

/**
 * A stock Firefox names no download when it tells of one, so Playwright reports none. The project of Firefox sets the
 * folder.
 */
async function textInFolder(folder: string, press: () => Promise<void>): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await press();
  const files = (): Promise<readonly string[]> => readdir(folder).catch(() => []);
  await expect.poll(files).toHaveLength(1);
  const [file = ''] = await files();
  const text = (): Promise<string> => readFile(path.join(folder, file), 'utf8');
  // Firefox makes the file before it fills it.
  await expect.poll(text).not.toBe('');
  return text();
}
