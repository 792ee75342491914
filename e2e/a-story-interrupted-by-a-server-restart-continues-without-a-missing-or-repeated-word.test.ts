import { chapter, inLines, seedStory, shownText, stateTitle } from './harness/stories.ts';
import { expect, test } from './harness/test.ts';
import { ann, signUp } from './harness/writer.ts';

test.use({ environment: { FIRESIDE_GENERATOR_WORDS_PER_SECOND: '40' } });

test('the server dies while it tells a chapter, and comes back', async ({ page, fireside }) => {
  const { database } = fireside;
  await signUp(page, ann);
  const story = await seedStory(page.request, 'The Lamp');
  await page.goto(story.path);
  await page.getByRole('button', { name: /^Tell this chapter/ }).click();
  await expect.poll(async () => (await shownText(page)).length).toBeGreaterThan(200);

  await fireside.kill();
  await expect(stateTitle(page, 'The connection broke')).toBeVisible();
  const atDeath = await shownText(page);
  await fireside.start();

  await expect(stateTitle(page, /^Stopped here, \d+ words kept/)).toBeVisible();
  const goOn = page.getByRole('button', { name: /^Continue, at most/ });
  await expect(goOn).toBeVisible();
  const [interrupted] = database.takes();
  expect(interrupted).toMatchObject({ state: 'interrupted', isChosen: true });
  // The page showed no word that the server does not have, and now shows each that it has.
  expect(inLines(interrupted?.text ?? '').startsWith(atDeath)).toBe(true);
  expect(await shownText(page)).toBe(inLines(interrupted?.text ?? ''));

  await goOn.click();
  // A press is only lost with its page before the server has begun.
  await expect.poll(() => database.takes().length).toBe(2);
  await page.reload();
  await expect(chapter(page).getByRole('button', { name: 'Tell it again' })).toBeVisible();
  const takes = database.takes();
  expect(takes).toHaveLength(2);
  const [, continued] = takes;
  expect(continued).toMatchObject({ origin: 'continued', state: 'whole', isChosen: true });
  expect(continued?.text.startsWith(interrupted?.text ?? ' ')).toBe(true);
  expect(continued?.text.length).toBeGreaterThan(interrupted?.text.length ?? 0);
  expect(await shownText(page)).toBe(inLines(continued?.text ?? ''));
});
