import { expect } from '@playwright/test';
import { awayLine } from './harness/connection.ts';
import { seedCharacters } from './harness/seed.ts';
import { test } from './harness/test.ts';
import { addNote, ann, openCharacter, signUp, untilInstalled } from './harness/writer.ts';

test.slow();

const WATCHED_MS = 20_000;

test('composition root of the page: while the device says online, the page notices within seconds, with few requests, and finds the server again within seconds', async ({
  page,
  fireside,
}) => {
  const { line, database } = fireside;
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/characters');
  await untilInstalled(page);
  await openCharacter(page, 'Mara');
  await expect(awayLine(page)).toBeHidden();

  await fireside.kill();
  await expect(awayLine(page)).toBeVisible({ timeout: 15_000 });
  expect(await page.evaluate(() => navigator.onLine)).toBe(true);
  await addNote(page, 'Written over a dead server.');

  const before = line.sends().length;
  await page.waitForTimeout(WATCHED_MS);
  expect(line.sends().length - before).toBeLessThan(20);
  await expect(awayLine(page)).toBeVisible();

  await fireside.start();
  await expect(awayLine(page)).toBeHidden({ timeout: 15_000 });
  await expect
    .poll(() => database.textsOn('Mara'), { timeout: 15_000 })
    .toEqual(['Written over a dead server.']);
});
