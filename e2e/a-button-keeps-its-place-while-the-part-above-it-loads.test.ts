import { expect, test } from './harness/test.ts';
import {
  ann,
  fillBackstory,
  fillIdentity,
  fillTraits,
  mara,
  signUp,
  startCharacter,
} from './harness/writer.ts';

test('the step of the portrait keeps "Next" where it is while its portraits load', async ({
  page,
  fireside,
}) => {
  fireside.line.holdRequests({ path: /^\/assets\/sitting-.*\.js$/ });
  await signUp(page, ann);
  await startCharacter(page);
  await fillIdentity(page, mara);
  await fillTraits(page, mara);
  await fillBackstory(page, mara);
  const next = page.getByRole('button', { name: 'Next' });
  await next.click();
  await expect(page.getByRole('heading', { name: /Portrait/ })).toBeFocused();
  const draw = page.getByRole('button', { name: /^Draw 4 portraits/ });
  await expect(draw).toHaveCount(0);
  // The place on the page, because the focus may have scrolled it.
  const top = (): Promise<number> =>
    next.evaluate((button) => button.getBoundingClientRect().top + scrollY);
  const before = await top();

  fireside.line.release();
  await expect(draw).toBeVisible();
  expect(await top()).toBe(before);
});
