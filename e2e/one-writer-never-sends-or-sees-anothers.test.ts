import { type BrowserContext, expect, type Page } from '@playwright/test';
import { seedCharacters } from './harness/seed.ts';
import { test } from './harness/test.ts';
import {
  type Account,
  addNote,
  ann,
  ben,
  characterRow,
  fillIdentity,
  mara,
  notes,
  openCharacter,
  openPlace,
  signIn,
  signUp,
  startCharacter,
} from './harness/writer.ts';

const noteSends = { method: 'POST', path: /\/notes$/ };

test('waiting writes are kept for their owner, and the next writer sees none of them', async ({
  page,
  fireside,
}) => {
  const { line, database } = fireside;
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/characters');
  await startCharacter(page);
  await fillIdentity(page, { ...mara, name: 'Only a draft' });
  await expect(page.getByText(/Draft kept/)).toBeVisible();
  await openCharacter(page, 'Mara');
  // Only her writes are cut off: signing out needs the server.
  line.holdRequests(noteSends);
  await addNote(page, 'Nobody else reads this.');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Keep for next time' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await line.refuse();
  line.release();
  await line.restore();

  await signUp(page, ben);
  await expectNothingOfAnn(page);
  await seedCharacters(page.request, ['Teo']);
  await page.goto('/characters');
  await openCharacter(page, 'Teo');
  await addNote(page, 'Ben was here.');
  await expect.poll(() => database.notes().map(({ account }) => account)).toEqual([ben.name]);
  await expectNothingOfAnn(page);

  await signOutAndIn(page, ann);
  await expect.poll(() => database.textsOn('Mara')).toEqual(['Nobody else reads this.']);
  expect(database.notes().map(({ account }) => account)).toEqual([ben.name, ann.name]);
  await openPlace(page, 'Characters');
  await startCharacter(page);
  await expect(page.getByLabel('Name')).toHaveValue('Only a draft');
});

test('the page tells a writer who discards a change on its way, and keeps the session until the change has ended', async ({
  page,
  fireside: { line, database },
}) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/characters');
  await openCharacter(page, 'Mara');
  line.holdRequests(noteSends);
  await addNote(page, 'Too late to take back.');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out now' }).click();
  await expect(page.getByText('Something is on its way')).toBeVisible();
  line.release();
  await expect.poll(() => database.textsOn('Mara')).toEqual(['Too late to take back.']);
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('a write that is under way while another writer signs in reaches neither the wrong account nor the wrong screen', async ({
  page,
  context,
  fireside,
}) => {
  const { line, database } = fireside;
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/characters');
  await openCharacter(page, 'Mara');
  line.holdRequests(noteSends);
  await addNote(page, 'Nobody else reads this.');
  await line.sent(noteSends);

  const other = await context.newPage();
  await signUpFromApi(context, ben);
  await other.goto('/characters');
  await expect(other.getByRole('banner').getByText(ben.name)).toBeVisible();
  line.release();
  // Every tab follows the one session.
  await expect(page.getByRole('banner').getByText(ben.name)).toBeVisible();
  await expectNothingOfAnn(page);
  await expectNothingOfAnn(other);
  expect(database.notes().filter(({ account }) => account === ben.name)).toEqual([]);

  await other.close();
  await signOutAndIn(page, ann);
  await openCharacter(page, 'Mara');
  await expect(notes(page)).toHaveText(/Nobody else reads this\..*now/);
  await expect
    .poll(() => database.notes())
    .toMatchObject([{ account: ann.name, character: 'Mara', text: 'Nobody else reads this.' }]);
});

test('a tab that does not know the new session yet is refused before anything happens', async ({
  page,
  context,
  fireside,
}) => {
  const { line, database } = fireside;
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/characters');
  await openCharacter(page, 'Mara');

  // The cookie changes without the tab, as it does when another tab is a moment faster. A question that the tab asks
  // with the new cookie is not answered, because the answer would tell it of the new session.
  line.holdRequests({ method: 'GET', path: /^\/api\// });
  await signUpFromApi(context, ben);
  await page.getByLabel('New note').fill('Nobody else reads this.');
  await page.getByRole('button', { name: 'Add note' }).click();
  const [first] = await line.sent(noteSends);
  const subject = first?.headers['holdfast-subject'];
  await expect.poll(() => line.sends(noteSends)[0]?.status).toBe(412);
  expect(subject).toBeTruthy();
  expect(database.notes()).toEqual([]);
  expect(database.answeredKeys()).not.toContain(first?.key);

  line.release();
  await page.goto('/characters');
  await expect(page.getByRole('banner').getByText(ben.name)).toBeVisible();
  await expectNothingOfAnn(page);

  await signOutAndIn(page, ann);
  await expect.poll(() => database.textsOn('Mara')).toEqual(['Nobody else reads this.']);
  expect(database.notes()).toMatchObject([{ account: ann.name }]);
});

async function expectNothingOfAnn(page: Page): Promise<void> {
  await openPlace(page, 'Characters');
  await expect(page.getByRole('heading', { name: 'Characters', level: 1 })).toBeVisible();
  await expect(characterRow(page, 'Mara')).toHaveCount(0);
  await page.getByRole('link', { name: /^Activity/ }).click();
  await expect(page.getByText('Nothing is waiting.')).toBeVisible();
  await expect(page.getByText('Nothing needs you.')).toBeVisible();
  await expect(page.getByText(/Mara/)).toHaveCount(0);
  await openPlace(page, 'Characters');
  await startCharacter(page);
  await expect(page.getByLabel('Name')).toHaveValue('');
  await expect(page.getByText('Only a draft')).toHaveCount(0);
}

/** Signs up without any tab noticing: tabs share cookies, but they get no message about them. */
async function signUpFromApi(context: BrowserContext, account: Account): Promise<void> {
  const answer = await context.request.post('/api/accounts', { data: account });
  expect(answer.status()).toBe(201);
}

async function signOutAndIn(page: Page, account: Account): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await signIn(page, account);
}
