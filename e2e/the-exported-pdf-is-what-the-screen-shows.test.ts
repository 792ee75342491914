import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { textOfPdf } from './harness/pdf-text.ts';
import { seedCharacter } from './harness/seed.ts';
import { seedStory } from './harness/seed-story.ts';
import { test } from './harness/test.ts';
import { ann, signUp, untilInstalled } from './harness/writer.ts';

const sentence =
  'The office of the lighthouse keeper was unfashionably draughty — “find the fifth stair”, wrote Zoë. ';
const loved = `${sentence.repeat(18).trim()}\n\nShe stayed.`;

/** Breaks of lines, and the hyphens at them, differ between a screen and paper. */
const letters = (text: string): string => text.replaceAll(/[\s\u00AD\u2010-]/gu, '');

test("the exported PDF's text equals the screen's, with running heads and page numbers", async ({
  page,
}) => {
  await signUp(page, ann);
  const [characterId, id] = [randomUUID(), randomUUID()];
  await seedCharacter(page.request, 'Zoë', characterId);
  const chapters = [
    { title: 'The fifth stair', takes: ['Not this one.', loved] },
    { title: 'Ebb', takes: ['And left.'] },
  ];
  await seedStory(page.request, {
    id,
    title: 'A fine "lamp"',
    characterIds: [characterId],
    chapters,
  });
  await page.goto(`/stories/${id}`);
  await page.goto(`/stories/${id}/print`);
  await expect(page.getByText('She stayed.')).toBeVisible();
  await untilInstalled(page);
  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByText('She stayed.')).toBeVisible();

  // The letter in place of a portrait is a picture, and no text.
  const shown = (await page.getByRole('article').innerText()).replace(/^Z\s/u, '');
  expect(letters(shown)).toContain(letters(loved));
  const pages = textOfPdf(await page.pdf({ preferCSSPageSize: true, tagged: true }));
  expect(letters(pages.map(({ body }) => body).join(''))).toBe(letters(shown));
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.map(({ margins }) => letters(margins))).toEqual(
    pages.map((_, at) => {
      if (at === 0) return 'Z';
      const chapter = at === pages.length - 1 ? 'Ebb' : 'Thefifthstair';
      return `Afine"lamp"·${chapter}${at + 1}`;
    }),
  );
  expect(letters(await downloaded(page, 'Download as Text'))).toBe(
    letters(shown.replace(/^.*?(?=A fine)/su, '')),
  );
});

async function downloaded(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('A-fine-lamp.txt');
  return readFileSync(await download.path(), 'utf8');
}
