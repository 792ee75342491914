import { expect, type Page } from '@playwright/test';
import { test } from './harness/test.ts';
import { ann, fillSheet, mara, signUp, startCharacter } from './harness/writer.ts';

test('Back and Forward of the browser go through the steps, also after a reload', async ({
  page,
}) => {
  await signUp(page, ann);
  await startCharacter(page);
  await fillSheet(page, mara);
  await expectStep(page, /Review/);

  await page.goBack();
  await expectStep(page, /Portrait/);
  await page.goBack();
  await expectStep(page, /Backstory/);
  await expect(page.getByRole('textbox', { name: 'Backstory' })).toHaveValue(mara.backstory);
  await page.goBack();
  await expectStep(page, /Traits/);
  await page.goBack();
  await expectStep(page, /Identity/);
  await expect(page.getByLabel('Name')).toHaveValue(mara.name);
  await page.goForward();
  await expectStep(page, /Traits/);
  await expect(page.getByText(/^Draft kept/)).toBeVisible();

  await page.reload();
  await expect(page.getByText(/^Your draft is back/)).toBeVisible();
  await expectStep(page, /Traits/);
  await expect(page.getByRole('radio', { name: mara.temperament })).toBeChecked();
  await page.goBack();
  await expectStep(page, /Identity/);
  await expect(page.getByLabel('Role')).toHaveValue(mara.role);

  // Before the first step the browser leaves the wizard. The draft stays.
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Characters', level: 1 })).toBeVisible();
  await page.goForward();
  await expectStep(page, /Identity/);
  await expect(page.getByLabel('Name')).toHaveValue(mara.name);
});

const expectStep = (page: Page, name: RegExp): Promise<void> =>
  expect(page.getByRole('heading', { name })).toHaveAttribute('aria-current', 'step');
