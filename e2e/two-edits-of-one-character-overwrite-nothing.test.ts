import type { Page } from '@playwright/test';
import { seedCharacters } from './harness/seed.ts';
import { expect, test } from './harness/test.ts';
import { ann, openCharacter, signUp } from './harness/writer.ts';

test('the second writer sees both versions, labelled, and chooses', async ({ page, context }) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.reload();
  await openCharacter(page, 'Mara');
  await page.getByRole('link', { name: 'Edit Mara' }).click();
  await expect(page.getByLabel('Role')).toBeVisible();
  // Another device has drafts of its own.
  const other = await context.browser()?.newContext({ baseURL: new URL(page.url()).origin });
  if (!other) throw new Error('There is no browser.');
  await other.addCookies(await context.cookies());
  const second = await other.newPage();
  await second.goto(page.url());
  // Both forms hold the same version.
  await expect(second.getByLabel('Role')).toBeVisible();

  await changeRole(page, 'keeper of the lamp');
  await expect(page.getByRole('article')).toContainText('keeper of the lamp');
  await changeRole(second, 'keeper of the ledger');
  await expect(second.getByText('There are two versions of Mara')).toBeVisible();
  await expect(second.getByRole('group', { name: 'Yours' })).toContainText('keeper of the ledger');
  await expect(second.getByRole('group', { name: 'The other' })).toContainText(
    'keeper of the lamp',
  );
  await other.close();
});

async function changeRole(page: Page, role: string): Promise<void> {
  await page.getByLabel('Role').fill(role);
  await page.getByRole('button', { name: 'Save changes' }).click();
}
