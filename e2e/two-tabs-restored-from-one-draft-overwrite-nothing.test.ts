import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './harness/accessibility.ts';
import { seedCharacters } from './harness/seed.ts';
import { test } from './harness/test.ts';
import {
  ann,
  expectArrived,
  fillSheet,
  mara,
  openCharacter,
  signUp,
  startCharacter,
} from './harness/writer.ts';

const other = 'Mara of the other tab';

test('before the second save overwrites anything, the page shows both versions side by side', async ({
  page,
  context,
  fireside,
}) => {
  const second = await draftInTwoTabs(page, context);
  await save(page);
  await expectArrived(page, mara.name);
  await save(second, other);

  await expectBothVersions(second);
  expect(fireside.database.characters().map(({ name }) => name)).toEqual([mara.name]);
  await expectAccessible(second, 'two versions of a character');
});

test('keep mine: the choice of the writer replaces the other version', async ({
  page,
  context,
  fireside,
}) => {
  const second = await conflict(page, context);
  await second.getByRole('button', { name: 'Keep mine' }).click();
  await expect.poll(() => names(fireside)).toEqual([other]);
  await expect(second.getByText('There are two versions')).toHaveCount(0);
});

test('keep the other: mine goes only when the time to take that back is over', async ({
  page,
  context,
  fireside,
}) => {
  const second = await conflict(page, context);
  await second.getByRole('button', { name: 'Keep the other' }).click();
  await second.getByRole('button', { name: 'Undo' }).click();
  await expectBothVersions(second);
  await second.getByRole('button', { name: 'Keep the other' }).click();
  await expect(second.getByRole('heading', { name: mara.name, level: 1 })).toBeVisible();
  expect(names(fireside)).toEqual([mara.name]);
});

test('keep both: there are two characters, also when the writer chooses it in Activity', async ({
  page,
  context,
  fireside,
}) => {
  const second = await conflict(page, context);
  await second.getByRole('link', { name: /^Activity/ }).click();
  await expectBothVersions(second);
  await second.getByRole('button', { name: 'Keep both' }).click();
  await expect.poll(() => names(fireside).toSorted()).toEqual([mara.name, other]);
  await expect(second.getByText('Nothing needs you.')).toBeVisible();
});

test('a draft that one tab saved ends in the others', async ({ page, context }) => {
  const second = await draftInTwoTabs(page, context);
  await save(page);
  await expectArrived(page, mara.name);
  await expect(second.getByText('You finished this draft in another tab')).toBeVisible();
  await expectAccessible(second, 'a draft that another tab finished');
  await second.getByRole('button', { name: 'Start a new one' }).click();
  await expect(second.getByLabel('Name')).toHaveValue('');
  await second.reload();
  await expect(second.getByLabel('Name')).toHaveValue('');
});

test('the page shows two changes of one draft beside each other before it keeps either', async ({
  page,
  context,
}) => {
  const second = await draftInTwoTabs(page, context);
  await changeName(second, other);
  await expect(second.getByText(/^Draft kept/)).toBeVisible();
  await changeName(page, 'Mara of this tab');
  await expect(page.getByText('Two tabs changed this draft')).toBeVisible();
  await expect(page.getByRole('blockquote')).toContainText(other);
  await expectAccessible(page, 'two drafts');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByText(/^Draft kept/)).toBeVisible();
});

test('the page shows two notes on one character in two tabs beside each other as well', async ({
  page,
  context,
  fireside,
}) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Teo']);
  await page.goto('/characters');
  await openCharacter(page, 'Teo');
  await noteField(page).fill('He waits.');
  const second = await context.newPage();
  await expect(async () => {
    await second.goto(page.url());
    await expect(noteField(second)).toHaveValue('He waits.', { timeout: 1000 });
  }).toPass();
  await noteField(page).fill('He stands.');
  await noteField(second).fill('He runs.');
  // The tab whose draft is stored second shows the conflict.
  const told = await Promise.race([page, second].map(untilConflict));
  const [mine, theirs] = told === page ? ['He stands.', 'He runs.'] : ['He runs.', 'He stands.'];
  await expect(told.getByRole('blockquote')).toHaveText(theirs);
  await expectAccessible(told, 'two notes');

  // The app sends the other tab's note. This one is still there, and the app does not send it by itself.
  await (told === page ? second : page).getByRole('button', { name: 'Add note' }).click();
  await expect.poll(() => fireside.database.textsOn('Teo')).toEqual([theirs]);
  await expect(told.getByText('You finished this draft in another tab')).toBeVisible();
  await told.reload();
  await expect(noteField(told)).toHaveValue(mine);
  expect(fireside.database.textsOn('Teo')).toEqual([theirs]);
});

const noteField = (page: Page): Locator => page.getByLabel('New note');

async function untilConflict(page: Page): Promise<Page> {
  await page.getByText('Two tabs changed this draft').waitFor();
  return page;
}

/** Fills the wizard up to its last step, and opens the same draft in a second tab. */
async function draftInTwoTabs(page: Page, context: BrowserContext): Promise<Page> {
  await signUp(page, ann);
  await startCharacter(page);
  await fillSheet(page, mara);
  await expect(page.getByText(/^Draft kept/)).toBeVisible();
  const second = await context.newPage();
  await second.goto('/characters/new');
  await expect(second.getByText(/^Your draft is back/)).toBeVisible();
  return second;
}

async function conflict(page: Page, context: BrowserContext): Promise<Page> {
  const second = await draftInTwoTabs(page, context);
  await save(page);
  await expectArrived(page, mara.name);
  await save(second, other);
  await expectBothVersions(second);
  return second;
}

async function changeName(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Open Identity' }).click();
  await page.getByLabel('Name').fill(name);
}

async function save(page: Page, name?: string): Promise<void> {
  if (name !== undefined) {
    await changeName(page, name);
    await expect(page.getByText('You finished this draft in another tab')).toBeVisible();
    await page.getByRole('button', { name: 'Go on with this one' }).click();
    await page.getByRole('button', { name: 'Open Review' }).click();
  }
  await page.getByRole('button', { name: 'Save character' }).click();
}

async function expectBothVersions(page: Page): Promise<void> {
  await expect(page.getByText(`There are two versions of ${other}`)).toBeVisible();
  await expect(page.getByRole('group', { name: 'Yours' })).toContainText(other);
  await expect(page.getByRole('group', { name: 'The other' })).toContainText(mara.name);
}

const names = (fireside: { database: { characters(): readonly { name: string }[] } }): string[] =>
  fireside.database.characters().map(({ name }) => name);
