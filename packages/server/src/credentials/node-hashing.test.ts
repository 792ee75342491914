import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, it, onTestFinished } from 'vitest';
import { createHashing, type HashingOptions } from './node-hashing.ts';
import type { ScryptTask } from './scrypt-task.ts';

const cheap = { log2Cost: 10, blockSize: 8, parallel: 1 };
/** The weight of one of these in a queue. */
const LIGHT = 1 / 96;
const costly = { log2Cost: 15, blockSize: 8, parallel: 3 };
const hash = (cost = cheap, salt = randomBytes(16)): ScryptTask => ({
  kind: 'hash',
  secret: 'correct horse battery',
  salt,
  cost,
});

function open(options: HashingOptions = {}) {
  const hashing = createHashing(options);
  onTestFinished(() => hashing.close());
  return hashing;
}

it('makes the same hash of the same secret and salt, and another of another salt', async () => {
  const hashing = open();
  const salt = randomBytes(16);
  const [one, same, other] = await Promise.all([
    hashing.run(hash(cheap, salt)),
    hashing.run(hash(cheap, salt)),
    hashing.run(hash()),
  ]);
  expect(one).toEqual(same);
  expect(one).not.toEqual(other);
});

it('refuses tasks without a place, says when to try again, and does the others', async () => {
  const hashing = open({ workers: 1, maxWaiting: 2 * LIGHT, maxWaitingOfCaller: 2 * LIGHT });
  const asked = ['a', 'a', 'b', 'c', 'd'].map((caller) => hashing.run(hash(), { caller }));
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  await expect(asked[4]).rejects.toMatchObject({
    code: 'RESOURCE_EXHAUSTED',
    status: 503,
    retryAfterMs: expect.any(Number),
  });
});

it('lets one caller fill only its own places', async () => {
  const hashing = open({ workers: 1, maxWaiting: 10 * LIGHT, maxWaitingOfCaller: 2 * LIGHT });
  const greedy = Array.from({ length: 6 }, () => hashing.run(hash(), { caller: 'greedy' }));
  const other = hashing.run(hash(), { caller: 'other' });
  const outcomes = await Promise.allSettled(greedy);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(3);
  await expect(greedy[5]).rejects.toMatchObject({ code: 'RATE_LIMITED', status: 429 });
  expect(await other).toMatchObject({ kind: 'hashed' });
});

it('lets a client in that asks once, also while a crowd fills the queue', async () => {
  const hashing = open({ workers: 1, maxWaiting: 6 * LIGHT, maxWaitingOfCaller: 4 * LIGHT });
  const crowd = Promise.allSettled(
    Array.from({ length: 12 }, (_, index) => hashing.run(hash(), { caller: `${index % 3}` })),
  );
  expect(await hashing.run(hash(), { caller: 'owner' })).toMatchObject({ kind: 'hashed' });
  const refused = (await crowd).filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused).toEqual(
    refused.map(() => ({
      status: 'rejected',
      reason: expect.objectContaining({ code: 'RESOURCE_EXHAUSTED' }),
    })),
  );
});

it('skips a task when its caller no longer waits', async () => {
  const hashing = open({ workers: 1 });
  const gone = new AbortController();
  const first = hashing.run(hash());
  const second = hashing.run(hash(), { signal: gone.signal });
  gone.abort();
  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  await first;
});

it('leaves the event loop and the thread pool alone while it hashes', async () => {
  const hashing = open({ workers: 1 });
  await hashing.run(hash());
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const running = Promise.all(Array.from({ length: 3 }, () => hashing.run(hash(costly))));
  delay.enable();
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(1024));
  expect(digest.byteLength).toBe(32);
  await running;
  delay.disable();
  // A hash of this cost takes about 250 ms; none of it is on this thread.
  expect(delay.percentile(50) / 1e6).toBeLessThan(100);
});

it.runIf(process.platform === 'linux')('yields to the thread that answers requests', async () => {
  const hashing = open({ workers: 1 });
  await hashing.run(hash());
  const niceness = readdirSync('/proc/self/task').map((thread) =>
    // The nineteenth field; the second, the name, may hold spaces.
    Number(readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(') ')[1]?.split(' ')[16]),
  );
  expect(niceness).toContain(10);
  expect(niceness).toContain(getPriority());
});

it('replaces a thread that takes too long, and rejects for its caller', async () => {
  const hashing = open({ workers: 1, taskTimeoutMs: 40 });
  await expect(
    hashing.run(hash({ log2Cost: 19, blockSize: 8, parallel: 8 })),
  ).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
  const patient = open({ workers: 1 });
  expect(await patient.run(hash())).toMatchObject({ kind: 'hashed' });
});

it('goes on when a task breaks its thread', async () => {
  const hashing = open({ workers: 1 });
  const broken = { ...hash(), salt: 7 as unknown as Uint8Array };
  await expect(hashing.run(broken)).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
  expect(await hashing.run(hash())).toMatchObject({ kind: 'hashed' });
});

it('ends waiting and running tasks when it is closed', async () => {
  const hashing = open({ workers: 1 });
  const running = [hashing.run(hash(costly)), hashing.run(hash(costly))];
  const outcomes = Promise.allSettled(running);
  await hashing.close();
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(hashing.run(hash())).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
});
