import { chapter, seedStory, seedTake, shownText } from './harness/stories.ts';
import { expect, test } from './harness/test.ts';
import { ann, signUp } from './harness/writer.ts';

test('two tabs write and choose in one chapter, and change one story,', async ({
  page,
  fireside,
}) => {
  const { database } = fireside;
  const chosen = (): string | undefined => database.takes().find(({ isChosen }) => isChosen)?.text;
  await page.clock.install();
  await signUp(page, ann);
  const story = await seedStory(page.request, 'The Lamp');
  await seedTake(page.request, story, 'The lamp was out.', '1');
  await seedTake(page.request, story, 'The lamp was lit.', 'first');
  const other = await page.context().newPage();
  for (const tab of [page, other]) {
    await tab.goto(story.path);
    await expect(chapter(tab).locator('.manuscript-text')).toHaveText('The lamp was lit.');
  }

  await chapter(page).getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Your text').fill('The lamp burned all night.');
  await chapter(other).getByText('Takes', { exact: false }).first().click();
  await chapter(other).getByRole('button', { name: 'Choose Take 1' }).click();
  await expect.poll(chosen).toBe('The lamp was out.');
  await page.getByRole('button', { name: 'Save as a new take' }).click();

  const mine = chapter(page).getByRole('group', { name: 'Yours' });
  const theirs = chapter(page).getByRole('group', { name: 'The other' });
  await expect(mine).toContainText('The lamp burned all night.');
  await expect(theirs).toContainText('The lamp was out.');
  expect(chosen()).toBe('The lamp was out.');

  await chapter(page).getByRole('button', { name: 'Keep mine' }).click();
  await expect.poll(chosen).toBe('The lamp burned all night.');
  expect(database.takes().map(({ text }) => text)).toEqual([
    'The lamp was out.',
    'The lamp was lit.',
    'The lamp burned all night.',
  ]);
  await expect.poll(() => shownText(other)).toBe('The lamp burned all night.');

  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: 'Change the story' }).click();
    await expect(tab.getByLabel('Title', { exact: true })).toHaveValue('The Lamp');
  }
  await other.getByLabel('Title', { exact: true }).fill('The Harbour');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other.getByRole('heading', { name: 'The Harbour', level: 1 })).toBeVisible();
  // The writer turns to the first tab. Only a tab in front has the focus.
  await page.bringToFront();
  await page.getByLabel('Title', { exact: true }).fill('The Wick');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const head = page.getByRole('region', { name: /The Wick/ });
  await expect(head.getByRole('group', { name: 'Yours' })).toContainText('The Wick');
  await expect(head.getByRole('group', { name: 'The other' })).toContainText('The Harbour');
  await head.getByRole('button', { name: 'Keep mine' }).click();
  // The choice can be taken back for ten seconds.
  await expect(head.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.clock.fastForward(10_000);
  await expect(other.getByRole('heading', { name: 'The Wick', level: 1 })).toBeVisible();
});
