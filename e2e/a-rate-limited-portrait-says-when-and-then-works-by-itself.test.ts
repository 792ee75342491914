import { startFireside } from './harness/fireside.ts';
import { seedCharacter } from './harness/seed.ts';
import { expect, test as base } from './harness/test.ts';
import { ann, openCharacter, signUp } from './harness/writer.ts';

const test = base.extend({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs off its pattern
  fireside: async ({}, lend) => {
    const fireside = await startFireside({
      FIRESIDE_SITTING_LIMIT: '1',
      // Longer than a busy machine takes from the first sitting to the second.
      FIRESIDE_SITTING_WINDOW_MS: '15000',
      FIRESIDE_GENERATOR_WORDS_PER_SECOND: '0',
    });
    await lend(fireside);
    await fireside.dispose();
  },
});

test('the second sitting waits with a countdown, and is drawn without the writer', async ({
  page,
  fireside,
}) => {
  const { database, line } = fireside;
  await signUp(page, ann);
  await seedCharacter(page.request, 'Mara');
  await page.reload();
  await openCharacter(page, 'Mara');
  await page.getByRole('button', { name: /^Draw 4 portraits/ }).click();
  await expect.poll(() => database.portraits().length).toBe(4);
  await page.getByRole('button', { name: /^Draw one more/ }).click();
  await expect(page.getByText(/drawn by themselves in (\d|1[0-5]) s\.$/)).toBeVisible();
  expect(database.portraits()).toHaveLength(4);

  await expect.poll(() => database.portraits().length).toBe(5);
  await expect(page.getByRole('radio', { name: 'Take 5' })).toBeVisible();
  await expect(page.getByText(/drawn by themselves/)).toHaveCount(0);
  const refused = line.sends({ method: 'POST', path: /\/portraits$/ });
  expect(refused.map(({ status }) => status)).toEqual([200, 429, 200]);
});
