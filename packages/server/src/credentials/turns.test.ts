import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

const platform = createVirtualPlatform();

it('runs work under one key one after the other, and goes on after a failure', async () => {
  const inTurn = createTurns({ mostOfKey: 10, platform });
  const said: string[] = [];
  const say = (word: string) => async () => {
    said.push(`${word} begins`);
    await Promise.resolve();
    said.push(`${word} ends`);
    if (word === 'two') throw new Error('no');
    return word;
  };
  const outcomes = await Promise.allSettled(
    ['one', 'two', 'three'].map((word) => inTurn('a', say(word))),
  );
  expect(said).toEqual(
    ['one', 'two', 'three'].flatMap((word) => [`${word} begins`, `${word} ends`]),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('lets no key wait for another, and refuses work when the queue is too long', async () => {
  const inTurn = createTurns({ mostOfKey: 2, platform });
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = inTurn('a', () => promise);
  const second = inTurn('a', async () => 'second');
  await expect(inTurn('a', async () => 'third')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect(await inTurn('b', async () => 'other')).toBe('other');
  resolve('first');
  expect(await Promise.all([first, second])).toEqual(['first', 'second']);
  expect(await inTurn('a', async () => 'again')).toBe('again');
});

it('work that never ends fails with TIMEOUT, and the next work under its key begins', async () => {
  const inTurn = createTurns({ mostOfKey: 2, platform });
  const hanging = inTurn('a', () => new Promise(() => {})).catch((error: unknown) => error);
  const next = inTurn('a', async () => 'next');
  await platform.advance(60_000);
  expect(await hanging).toMatchObject({ code: 'TIMEOUT' });
  expect(await next).toBe('next');
  expect(platform.pending()).toBe(0);
});
