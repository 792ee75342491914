import { expect, it, vi } from 'vitest';
import { tellApp } from './web-tell.ts';

const down = new Error('The log is down.');

it.each([
  [
    'throws',
    () => {
      throw down;
    },
  ],
  ['rejects', () => Promise.reject(down)],
])('goes on after a listener of the app that %s, and shows its error', async (_, listener) => {
  const shown = vi.spyOn(console, 'error').mockReturnValue();
  tellApp(listener);
  await Promise.resolve();
  await Promise.resolve();
  expect(shown.mock.calls).toEqual([[down]]);
  shown.mockRestore();
});

it('goes on when the console cannot show what a listener threw, and says so', () => {
  // A console calls `util.inspect`, and so code of the value.
  const shown = vi.spyOn(console, 'error').mockImplementationOnce(() => {
    throw new Error('not for you');
  });
  shown.mockReturnValue();
  tellApp(() => {
    throw down;
  });
  expect(shown.mock.lastCall).toEqual([
    'Holdfast: a listener of the app threw a value that the console cannot show.',
  ]);
  shown.mockRestore();
});
