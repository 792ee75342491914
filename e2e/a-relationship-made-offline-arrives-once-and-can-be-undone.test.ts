import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './harness/accessibility.ts';
import { seedCharacters } from './harness/seed.ts';
import { test } from './harness/test.ts';
import { ann, openPlace, signUp, untilInstalled } from './harness/writer.ts';

test('a relationship that is made, changed, deleted and restored without a connection arrives once', async ({
  page,
}) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara', 'Tom', 'Ilse']);
  await page.goto('/relationships');
  await expect(page.getByRole('button', { name: 'Add a relationship' })).toBeVisible();
  await untilInstalled(page);
  await page.context().setOffline(true);

  await add(page, { first: 'Mara', kind: '… owes … a debt', second: 'Tom' });
  await expect(page.getByText('Saved on this device', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Change' }).click();
  const form = page.getByRole('form', { name: 'Change this relationship' });
  await form.getByLabel('How much').fill('4');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(sentence(page, 'Mara owes Tom a debt, strongly.')).toBeFocused();
  await page.getByRole('button', { name: 'Delete' }).click();
  // The place of the deleted sentence keeps the focus, and one press brings the sentence back.
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sentence(page, 'Mara owes Tom a debt, strongly.')).toBeFocused();
  await add(page, { first: 'Tom', kind: '… and … are friends', second: 'Ilse' });

  // The picture is walked by keyboard, in step with the sentences.
  await expect(node(page, 'Ilse, 1 relationship')).toBeVisible();
  await node(page, 'Ilse, 1 relationship').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(node(page, 'Tom, 2 relationships')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(sentence(page, 'Mara owes Tom a debt, strongly.')).toHaveAttribute(
    'aria-expanded',
    'true',
  );
  await expectAccessible(page, 'relationships that wait');

  await page.context().setOffline(false);
  await expect.poll(() => stored(page), { timeout: 30_000 }).toEqual(['debt 4', 'friend 3']);
  await expect(page.getByText('Saved on this device', { exact: true })).toHaveCount(0);
  await openPlace(page, 'Characters');
});

interface NewBond {
  readonly first: string;
  readonly kind: string;
  readonly second: string;
}

async function add(page: Page, { first, kind, second }: NewBond): Promise<void> {
  await page.getByRole('button', { name: 'Add a relationship' }).click();
  const form = page.getByRole('form', { name: 'New relationship' });
  await form.getByLabel('First').selectOption({ label: first });
  await form.getByLabel('What they are').selectOption({ index: await indexOf(page, kind) });
  await form.getByLabel('Second').selectOption({ label: second });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toHaveCount(0);
}

/** Marks of direction stand around the names in a label. */
const plain = (text: string): string => text.replaceAll(/[\u2068\u2069]/gu, '');

async function indexOf(page: Page, kind: string): Promise<number> {
  const labels = await page.getByLabel('What they are').locator('option').allInnerTexts();
  return labels.findIndex((label) => plain(label) === kind);
}

const sentence = (page: Page, name: string) =>
  page
    .getByRole('list', { name: 'Relationships as sentences' })
    .getByRole('button', { name, exact: true });

const node = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function stored(page: Page): Promise<readonly string[]> {
  const answer = await page.request.get('/api/relationships');
  const { relationships } = (await answer.json()) as {
    readonly relationships: readonly {
      readonly relationship: { readonly kind: string; readonly weight: number };
    }[];
  };
  // A restored relationship is a new one for the server, so it comes last.
  return relationships
    .map(({ relationship }) => `${relationship.kind} ${relationship.weight}`)
    .toSorted();
}
