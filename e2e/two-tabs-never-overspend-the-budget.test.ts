import type { Page } from '@playwright/test';
import { seedStory } from './harness/stories.ts';
import { expect, test } from './harness/test.ts';
import { ann, signUp } from './harness/writer.ts';

const LIMIT = 12_000;
test.use({
  environment: {
    // One chapter of 8,000 micro-units, and not two.
    FIRESIDE_DAILY_BUDGET_MICROS: String(LIMIT),
    FIRESIDE_GENERATOR_WORDS_PER_SECOND: '20',
  },
});

/** Whether a tab tells its chapter, was refused, or still asks. */
async function standingOf(tab: Page): Promise<'told' | 'refused' | 'asking'> {
  if ((await tab.locator('.manuscript-text p').count()) > 0) return 'told';
  const refused = tab.locator('.take-margin').filter({ hasText: 'The budget renews' });
  return (await refused.count()) > 0 ? 'refused' : 'asking';
}

test('two tabs ask at the same time for more than the budget has', async ({ page, fireside }) => {
  const { database } = fireside;
  await signUp(page, ann);
  const other = await page.context().newPage();
  const tabs = [page, other];
  for (const [index, tab] of tabs.entries()) {
    const { path } = await seedStory(page.request, `Story ${index + 1}`);
    await tab.goto(path);
    await expect(tab.getByText('1.2 ct left today')).toBeVisible();
  }
  await Promise.all(
    tabs.map((tab) => tab.getByRole('button', { name: /^Tell this chapter/ }).click()),
  );

  await expect
    .poll(async () => (await Promise.all(tabs.map(standingOf))).toSorted())
    .toEqual(['refused', 'told']);
  const taken = database.receipts().reduce((sum, { reserved }) => sum + reserved, 0);
  expect([database.receipts().length, taken <= LIMIT]).toEqual([1, true]);
});
