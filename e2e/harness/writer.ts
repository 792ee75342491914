import { expect, type Locator, type Page } from '@playwright/test';

export interface Account {
  readonly name: string;
  readonly password: string;
}

export const ann: Account = { name: 'Ann Writer', password: 'a lantern in the fog' };
export const ben: Account = { name: 'Ben Other', password: 'the sea remembers me' };

export interface Sheet {
  readonly name: string;
  readonly role: string;
  readonly temperament: 'Sanguine' | 'Choleric' | 'Melancholic' | 'Phlegmatic';
  readonly traits: readonly string[];
  readonly backstory: string;
}

export const mara: Sheet = {
  name: 'Mara',
  role: 'lighthouse keeper who fears the dark',
  temperament: 'Melancholic',
  traits: ['patient', 'counts everything'],
  backstory: 'She has not slept through a night since the storm of ninety-one.',
};

export async function signUp(page: Page, { name, password }: Account): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: `Hello, ${name}`, level: 1 })).toBeVisible();
  await openPlace(page, 'Characters');
}

/** Goes to one of the places of Fireside by its navigation, without loading the app again. */
export async function openPlace(
  page: Page,
  place: 'Home' | 'Characters' | 'Stories' | 'Relationships' | 'Activity',
): Promise<void> {
  const places = page.getByRole('navigation', { name: 'Fireside' });
  await places.getByRole('link', { name: new RegExp(`^${place}\\b`) }).click();
}

export async function signIn(page: Page, { name, password }: Account): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
}

/** One character in the gallery. */
export function characterRow(page: Page, name: string): Locator {
  return page
    .getByRole('list', { name: 'Your characters' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name, exact: true }) });
}

/** Waits until a character has arrived at Fireside: then nothing is said of it in the gallery. */
export async function expectArrived(page: Page, name: string): Promise<void> {
  await expect(characterRow(page, name)).toBeVisible();
  await expect(characterRow(page, name).locator('.state')).toHaveCount(0, { timeout: 35_000 });
}

/** The notes of the character whose page is open. */
export function notes(page: Page): Locator {
  return page.getByRole('list', { name: 'Notes' }).getByRole('listitem');
}

/** Opens a character from the list, without loading the app again. */
export async function openCharacter(page: Page, name: string): Promise<void> {
  await openPlace(page, 'Characters');
  await characterRow(page, name).getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

/** Adds a note to the character whose page is open, and waits until the app says that it is kept. */
export async function addNote(page: Page, text: string): Promise<void> {
  const field = page.getByLabel('New note');
  await field.fill(text);
  const add = page.getByRole('button', { name: 'Add note' });
  await add.click();
  await notes(page).filter({ hasText: text }).waitFor();
  // Meanwhile the page says "Saving…".
  await add.waitFor();
  await expect(field).toHaveValue('');
}

/**
 * Waits until the worker has stored the app on the device. Browsers do that in the background after the
 * first visit.
 */
export async function untilInstalled(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
}

/** Waits until a browser without a worker has all parts of the app. */
export async function untilAtHand(page: Page): Promise<void> {
  const missing = (): Promise<readonly string[]> =>
    page.evaluate(async () => {
      const parts = (await (await fetch('/parts.json')).json()) as readonly string[];
      const come = new Set(performance.getEntriesByType('resource').map(({ name }) => name));
      return parts.filter((part) => !come.has(new URL(part, location.href).href));
    });
  await expect.poll(missing).toEqual([]);
}

export async function startCharacter(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'New character' }).first().click();
  await expect(page.getByRole('heading', { name: 'New character', level: 1 })).toBeVisible();
}

/** The first step of the wizard. */
export async function fillIdentity(page: Page, { name, role }: Sheet): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Role').fill(role);
}

/** Goes to the second step and fills it. */
export async function fillTraits(page: Page, sheet: Sheet): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText(sheet.temperament, { exact: true }).click();
  for (const trait of sheet.traits) {
    const field = page.getByLabel('Trait', { exact: true });
    await field.fill(trait);
    await page.getByRole('button', { name: 'Add trait' }).click();
    // After adding, the focus returns to the field. Text typed elsewhere before that would land in it.
    await expect(field).toHaveValue('');
    await expect(field).toBeFocused();
  }
}

/** Goes to the third step and fills it. */
export async function fillBackstory(page: Page, { backstory }: Sheet): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'Backstory' }).fill(backstory);
}

/** Goes from the third step to the last one, and leaves the portrait out. */
async function toReview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: /Portrait/ })).toHaveAttribute(
    'aria-current',
    'step',
  );
  await page.getByRole('button', { name: 'Next' }).click();
}

/** Fills the steps of the wizard up to its last one. */
export async function fillSheet(page: Page, sheet: Sheet): Promise<void> {
  await fillIdentity(page, sheet);
  await fillTraits(page, sheet);
  await fillBackstory(page, sheet);
  await toReview(page);
}

/** Walks through the whole wizard, and ends on the list. */
export async function createCharacter(page: Page, sheet: Sheet): Promise<void> {
  await startCharacter(page);
  await fillSheet(page, sheet);
  await page.getByRole('button', { name: 'Save character' }).click();
  await expect(page.getByRole('heading', { name: 'Characters', level: 1 })).toBeVisible();
}
