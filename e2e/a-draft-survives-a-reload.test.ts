import { expect, type Page } from '@playwright/test';
import { firstTab, keepSession } from './harness/kept-session.ts';
import { test } from './harness/test.ts';
import {
  ann,
  createCharacter,
  fillBackstory,
  fillIdentity,
  fillTraits,
  mara,
  signUp,
  startCharacter,
} from './harness/writer.ts';

test('the wizard comes back with its values, on the step where the writer left it', async ({
  page,
}) => {
  await signUp(page, ann);
  await startCharacter(page);
  await fillIdentity(page, mara);
  await fillTraits(page, mara);
  await fillBackstory(page, mara);
  await expect(page.getByText(/^Draft kept/)).toBeVisible();

  await page.reload();
  await expectDraftOfMara(page);
});

test('the wizard also keeps the text that was typed a moment before the reload', async ({
  page,
}) => {
  await signUp(page, ann);
  await startCharacter(page);
  await fillIdentity(page, mara);
  await expect(page.getByText(/^Draft kept/)).toBeVisible();
  for (const letters of ['M', 'Ma', 'Mar', 'Mara', 'Mara of the lamp']) {
    await page.getByLabel('Name').fill(letters);
    await page.reload();
    await expect(page.getByText(/^Your draft is back/)).toBeVisible();
    await expect(page.getByLabel('Name')).toHaveValue(letters);
  }
});

test('a text that the page shows as kept is there after the browser was killed', async ({
  mortalBrowser,
}) => {
  await keepSession(mortalBrowser, ann, []);
  const page = firstTab(await mortalBrowser.launch());
  await page.goto('/characters');
  await startCharacter(page);
  await fillIdentity(page, mara);
  await fillTraits(page, mara);
  await fillBackstory(page, mara);
  // The test kills the browser as soon as the page says that the text is kept. If the page said so too
  // early, this would show it.
  await expect(page.getByText(/^Draft kept/)).toBeVisible();
  await mortalBrowser.kill();

  const again = firstTab(await mortalBrowser.launch());
  await again.goto('/characters/new');
  await expectDraftOfMara(again);
});

test('a saved character leaves no draft behind', async ({ page }) => {
  await signUp(page, ann);
  await createCharacter(page, mara);
  await startCharacter(page);
  await expect(page.getByLabel('Name')).toHaveValue('');
});

async function expectDraftOfMara(page: Page): Promise<void> {
  await expect(page.getByText(/^Your draft is back/)).toBeVisible();
  await expect(page.getByRole('heading', { name: /Backstory/ })).toHaveAttribute(
    'aria-current',
    'step',
  );
  await expect(page.getByRole('textbox', { name: 'Backstory' })).toHaveValue(mara.backstory);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByRole('radio', { name: mara.temperament })).toBeChecked();
  await expect(page.getByRole('list', { name: 'Traits' }).getByRole('listitem')).toHaveCount(
    mara.traits.length,
  );
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByLabel('Name')).toHaveValue(mara.name);
  await expect(page.getByLabel('Role')).toHaveValue(mara.role);
}
