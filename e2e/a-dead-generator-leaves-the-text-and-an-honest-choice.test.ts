import { chapter, inLines, seedStory, shownText, stateTitle } from './harness/stories.ts';
import { expect, test } from './harness/test.ts';
import { ann, signUp } from './harness/writer.ts';

test.use({ environment: { FIRESIDE_FAULTS: 'on', FIRESIDE_GENERATOR_WORDS_PER_SECOND: '60' } });

const WORD_MICROS = 20;

test('the generator dies in the middle of a chapter', async ({ page, fireside }) => {
  const { database } = fireside;
  await signUp(page, ann);
  const story = await seedStory(page.request, 'The Lamp');
  const dying = { seed: 7, name: 'dying', steps: [{ forMs: null, mix: { generator: 'dying' } }] };
  const headers = { 'sec-fetch-site': 'same-origin', 'idempotency-key': '"dying"' };
  await page.request.put('/api/faults', { data: dying, headers });
  await page.goto(story.path);
  await page.getByRole('button', { name: /^Tell this chapter/ }).click();

  await expect(stateTitle(page, /^Stopped here, \d+ words kept/)).toBeVisible();
  for (const way of [/^Continue, at most/, /^Retry, at most/, 'Write it myself']) {
    await expect(chapter(page).getByRole('button', { name: way })).toBeVisible();
  }
  const [take] = database.takes();
  expect(take).toMatchObject({ state: 'interrupted', isChosen: true });
  expect(await shownText(page)).toBe(inLines(take?.text ?? ''));
  const [receipt] = database.receipts();
  const words = Number(/\d+/.exec(await stateTitle(page, 'Stopped here').innerText())?.[0]);
  expect(receipt).toMatchObject({ state: 'ended', reserved: 8000, spent: words * WORD_MICROS });

  await page.request.delete('/api/faults', { headers });
  await page.getByRole('button', { name: 'Write it myself' }).click();
  const field = page.getByLabel('Your text');
  await expect(field).toBeFocused();
  await field.fill('The end, by my own hand.');
  await page.getByRole('button', { name: 'Save as a new take' }).click();
  await expect.poll(() => database.takes().map(({ isChosen }) => isChosen)).toEqual([false, true]);
  await expect.poll(() => shownText(page)).toBe('The end, by my own hand.');
  expect(database.takes()[0]).toMatchObject({ text: take?.text });
});
