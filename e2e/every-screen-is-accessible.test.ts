import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './harness/accessibility.ts';
import { tabTo } from './harness/keyboard.ts';
import { seedCharacters } from './harness/seed.ts';
import { test } from './harness/test.ts';
import {
  addNote,
  ann,
  characterRow,
  createCharacter,
  expectArrived,
  fillBackstory,
  fillIdentity,
  fillTraits,
  mara,
  openCharacter,
  openPlace,
  signUp,
  startCharacter,
  untilInstalled,
} from './harness/writer.ts';

test.slow();

test('before a writer has signed in', async ({ page }) => {
  await page.goto('/sign-up');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('A name has at least 3 characters.')).toBeVisible();
  await expectAccessible(page, 'sign-up with mistakes');

  await page.goto('/sign-in');
  await page.getByLabel('Name').fill(ann.name);
  await page.getByLabel('Password').fill(ann.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('You are not signed in')).toBeVisible();
  await expectAccessible(page, 'sign-in refused');
});

test('while everything works', async ({ page }) => {
  await signUp(page, ann);
  await expectAccessible(page, 'an empty list');
  await openPlace(page, 'Home');
  await expectAccessible(page, 'an empty home');

  await openPlace(page, 'Characters');
  await startCharacter(page);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('A character needs a name.')).toBeVisible();
  await expectAccessible(page, 'identity with mistakes');
  await fillIdentity(page, mara);
  await fillTraits(page, mara);
  await expectAccessible(page, 'traits');
  await fillBackstory(page, mara);
  await expectAccessible(page, 'backstory');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: /^Draw 4 portraits/ }).click();
  await expect(page.getByRole('radio', { name: 'Take 1' })).toBeChecked();
  await expect(page.getByText('being drawn')).toHaveCount(0);
  await expectAccessible(page, 'portrait');
  await page.getByRole('button', { name: 'Next' }).click();
  await expectAccessible(page, 'review');
  await page.getByRole('button', { name: 'Save character' }).click();
  await expectArrived(page, mara.name);
  await expectAccessible(page, 'the list');

  await openCharacter(page, mara.name);
  await addNote(page, 'She counts the stairs.');
  await expectAccessible(page, 'a character');
  await page.getByRole('link', { name: `Edit ${mara.name}` }).click();
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible();
  await expectAccessible(page, 'the sheet of a character that is changed');
  await openActivity(page);
  await expectAccessible(page, 'activity');
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await expectAccessible(page, 'no such page');
});

test('while the server is gone', async ({ page, fireside }) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Teo']);
  await page.goto('/characters');
  await expect(characterRow(page, 'Teo')).toBeVisible();
  await untilInstalled(page);
  await fireside.kill();
  await page.reload();
  await createCharacter(page, mara);
  await expect(characterRow(page, mara.name)).toContainText('Saved on this device');
  await expect(page.getByText(/^Last updated/)).toBeVisible();
  await expectAccessible(page, 'an old list with a waiting character');
  await openPlace(page, 'Home');
  await expectAccessible(page, 'home with a waiting character');
  await page.goto('/fault-lab');
  await page.getByRole('button', { name: 'Break this widget' }).click();
  await expect(page.getByText('The sparks stopped working')).toBeVisible();
  await expectAccessible(page, 'a broken widget');
  await page.goto('/characters');

  await openCharacter(page, mara.name);
  await addNote(page, 'She counts the stairs.');
  await expectAccessible(page, 'a waiting character with a waiting note');
  await openActivity(page);
  await expect(page.getByText('waiting for connection').first()).toBeVisible();
  await expectAccessible(page, 'waiting activity');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'the way out');
});

test('an entry that needs the writer', async ({ page, context }) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Teo']);
  await page.goto('/characters');
  await openCharacter(page, 'Teo');
  await context.clearCookies();
  await addNote(page, 'Written after the session had ended.');
  await expect(page.getByText('Needs you')).toBeVisible();
  // The session has ended, so the page asks for the password above everything else.
  await expect(page.getByRole('dialog')).toContainText('Your session has ended');
  await expectAccessible(page, 'a character that needs the writer, whose session has ended');
});

test('a writer makes a character by keyboard alone', async ({ page }) => {
  await signUp(page, ann);
  const press = (key: string) => page.keyboard.press(key);
  await tabTo(page, page.getByRole('link', { name: 'New character' }));
  await press('Enter');

  await tabTo(page, page.getByLabel('Name'));
  await page.keyboard.type(mara.name);
  await tabTo(page, page.getByRole('button', { name: 'Next' }));
  await press('Enter');
  // The first wrong field gets the focus.
  await expect(page.getByLabel('Role')).toBeFocused();
  await page.keyboard.type(mara.role);
  await tabTo(page, page.getByRole('button', { name: 'Next' }));
  await press('Enter');

  await tabTo(page, page.getByRole('radio', { name: 'Sanguine' }));
  await press('ArrowDown');
  await press('ArrowDown');
  await expect(page.getByRole('radio', { name: mara.temperament })).toBeChecked();
  await tabTo(page, page.getByLabel('Trait', { exact: true }));
  for (const trait of mara.traits) {
    await page.keyboard.type(trait);
    await press('Enter');
  }
  await tabTo(page, page.getByRole('radio', { name: 'Slight' }));
  await press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Broad' })).toBeChecked();
  await tabTo(page, page.getByRole('slider', { name: 'Age' }));
  await press('ArrowRight');
  for (const step of ['Backstory', 'Portrait', 'Review']) {
    await tabTo(page, page.getByRole('button', { name: 'Next' }));
    await press('Enter');
    await expect(page.getByRole('heading', { name: new RegExp(step) })).toBeFocused();
  }
  await tabTo(page, page.getByRole('button', { name: 'Save character' }));
  await press('Enter');

  await expectArrived(page, mara.name);
  await expect(page.getByRole('heading', { name: 'Characters', level: 1 })).toBeFocused();
});

async function openActivity(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Activity/ }).click();
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
}
