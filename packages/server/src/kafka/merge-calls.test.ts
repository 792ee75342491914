import { expect, it } from 'vitest';
import { mergeCalls } from './merge-calls.ts';

const open = new AbortController().signal;

/** Calls that the test ends one by one. */
function setUp(most: number) {
  const calls: { items: readonly number[]; end: (error?: Error) => void }[] = [];
  const call = mergeCalls({
    most,
    call: (items: readonly number[]) =>
      new Promise<readonly string[]>((resolve, reject) => {
        calls.push({
          items,
          end: (error) => (error ? reject(error) : resolve(items.map((item) => `r${item}`))),
        });
      }),
    aborted: (isUnderWay) => (isUnderWay ? 'given up' : 'never made'),
  });
  return { call, calls, made: () => calls.map(({ items }) => items) };
}

it('makes one call at a time, and merges the calls that come meanwhile', async () => {
  const { call, calls, made } = setUp(10);
  const results = [call([1], open), call([2, 3], open), call([4], open)];
  expect(made()).toEqual([[1]]);
  calls[0]?.end();
  await results[0];
  expect(made()).toEqual([[1], [2, 3, 4]]);
  calls[1]?.end();
  expect(await Promise.all(results)).toEqual([['r1'], ['r2', 'r3'], ['r4']]);
});

it('merges no more than fits, in order, and makes a large call alone', async () => {
  const { call, calls, made } = setUp(3);
  const results = [[1], [2, 3], [4, 5], [6], [7, 8, 9, 10]].map((items) => call(items, open));
  for (let turn = 0; turn < 4; turn += 1) {
    calls[turn]?.end();
    await results[turn];
  }
  calls[4]?.end();
  await Promise.all(results);
  expect(made().flat()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(made()).toContainEqual([7, 8, 9, 10]);
});

it('fails all merged calls together, and goes on with the next', async () => {
  const { call, calls } = setUp(10);
  const [first, second] = [call([1], open), call([2], open)];
  calls[0]?.end(new Error('lost'));
  await expect(first).rejects.toThrow('lost');
  calls[1]?.end();
  expect(await second).toEqual(['r2']);
});

it('never makes a call that was aborted while it waited', async () => {
  const { call, calls, made } = setUp(10);
  const lease = new AbortController();
  const [first, gone, third] = [call([1], open), call([2], lease.signal), call([3], open)];
  lease.abort();
  expect(await gone).toEqual(['never made']);
  calls[0]?.end();
  await first;
  calls[1]?.end();
  await third;
  expect(made()).toEqual([[1], [3]]);
  expect(await call([4], lease.signal)).toEqual(['never made']);
});

it('ends the wait for an aborted call at once, and lets the call end before the next', async () => {
  const { call, calls, made } = setUp(10);
  const lease = new AbortController();
  const [gone, next] = [call([1], lease.signal), call([2], open)];
  lease.abort();
  expect(await gone).toEqual(['given up']);
  expect(made()).toEqual([[1]]);
  calls[0]?.end();
  await expect.poll(made).toEqual([[1], [2]]);
  calls[1]?.end();
  expect(await next).toEqual(['r2']);
});
