import { expect } from '@playwright/test';
import { placesOf } from './harness/every-store.ts';
import { test } from './harness/test.ts';
import {
  addNote,
  ann,
  ben,
  createCharacter,
  mara,
  openCharacter,
  signUp,
  untilInstalled,
} from './harness/writer.ts';

test('another user on the same machine sees nothing', async ({ page, fireside }) => {
  await signUp(page, ann);
  await untilInstalled(page);
  await createCharacter(page, { ...mara, name: 'Marabella' });
  await openCharacter(page, 'Marabella');
  await addNote(page, 'She hides the key under the lamp.');
  await expect.poll(() => fireside.database.textsOn('Marabella')).toHaveLength(1);
  await page.getByRole('link', { name: /^Activity/ }).click();
  await expect(page.getByRole('main')).toContainText('Marabella');
  const words = [ann.name, 'Marabella', mara.role, mara.backstory, 'under the lamp'];
  // The search works: it finds the data of the first user.
  expect((await placesOf(page, words)).length).toBeGreaterThan(3);
  const subject = await page.evaluate(async () => {
    const session = (await (await fetch('/api/session')).json()) as {
      readonly account: { readonly subject: string };
    };
    return session.account.subject;
  });

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect.poll(() => placesOf(page, words)).toEqual([]);

  await signUp(page, ben);
  for (const path of ['/', '/activity', '/characters/new']) {
    await page.goto(path);
    await expect(page.getByRole('banner').getByText(ben.name)).toBeVisible();
    for (const word of words) await expect(page.getByText(word)).toHaveCount(0);
  }
  expect(await placesOf(page, [...words, subject])).toEqual([]);
});
