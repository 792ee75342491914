import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { pipeline } from '../engine/pipeline.ts';
import { bulkheadOfEach } from './bulkhead-of-each.ts';
import { createBulkhead } from './create-bulkhead.ts';

/** Calls by name, of which each works until the test ends it. */
function workshop(max: number) {
  const platform = createVirtualPlatform();
  const run = pipeline({ platform }, bulkheadOfEach({ max: 2 }), createBulkhead({ max }));
  const begun: (string | undefined)[] = [];
  const ends: (() => void)[] = [];
  const call = (name?: string): void => {
    const work = () => {
      begun.push(name);
      return new Promise<void>((resolve) => void ends.push(resolve));
    };
    void run(work, { name });
  };
  const endFirst = async (): Promise<void> => {
    ends.shift()?.();
    await platform.advance(0);
  };
  return { begun, call, endFirst };
}

it('lets calls of one operation wait for each other, and for no others', async () => {
  const { begun, call, endFirst } = workshop(3);
  for (const name of ['a', 'a', 'a', 'a', 'b']) call(name);
  expect(begun).toEqual(['a', 'a', 'b']);
  await endFirst();
  expect(begun).toEqual(['a', 'a', 'b', 'a']);
});

it('takes no slot of all calls for one that waits for its own operation', async () => {
  const { begun, call, endFirst } = workshop(3);
  for (const name of ['a', 'a', 'a', 'b', 'c']) call(name);
  expect(begun).toEqual(['a', 'a', 'b']);
  await endFirst();
  expect(begun).toEqual(['a', 'a', 'b', 'c']);
});

it('takes calls without a name for one operation', () => {
  const { begun, call } = workshop(9);
  for (const name of [undefined, undefined, undefined, 'a']) call(name);
  expect(begun).toEqual([undefined, undefined, 'a']);
});
