import { expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';

it('runs one work after another, in the order of the calls', async () => {
  const line = inTurn();
  const seen: string[] = [];
  const first = Promise.withResolvers<void>();
  const one = line(async () => {
    seen.push('first begins');
    await first.promise;
    seen.push('first ends');
  });
  const two = line(async () => void seen.push('second'));
  await Promise.resolve();
  expect(seen).toEqual(['first begins']);
  first.resolve();
  await Promise.all([one, two]);
  expect(seen).toEqual(['first begins', 'first ends', 'second']);
});

it('gives a rejection to its own caller only, and goes on with the next work', async () => {
  const line = inTurn();
  const refused = line(async () => {
    throw new TypeError('refused');
  });
  const next = line(async () => 'next');
  await expect(refused).rejects.toThrow('refused');
  await expect(next).resolves.toBe('next');
});
