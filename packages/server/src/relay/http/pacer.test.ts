import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createPacer } from './pacer.ts';

const { signal } = new AbortController();
const limits = { everyMs: 1_000, maxWaitMs: 2_500 };

it('gives one turn a second, and returns a message whose turn is too far off', async () => {
  const platform = createVirtualPlatform();
  const pacer = createPacer({ ...limits, platform });
  const turns: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    void pacer.turn(signal).then(() => turns.push(`${name} ${platform.monotonic()}`));
  }
  const fourth = await pacer.turn(signal);
  expect(fourth).toMatchObject({ outcome: 'retry', afterMs: 3_000, failure: { effect: 'none' } });
  await platform.advance(2_000);
  expect(turns).toEqual(['a 0', 'b 1000', 'c 2000']);
});

it('sends nothing before the time that the receiver named, not even messages that wait already', async () => {
  const platform = createVirtualPlatform();
  const pacer = createPacer({ ...limits, platform });
  await pacer.turn(signal);
  const waiting = pacer.turn(signal);
  const failure = new Failure(catalogue.RATE_LIMITED);
  pacer.note({ outcome: 'retry', failure, afterMs: 30_000 });
  expect(await pacer.turn(signal)).toMatchObject({ outcome: 'retry', afterMs: 30_000 });
  await platform.advance(1_000);
  expect(await waiting).toMatchObject({ outcome: 'retry', afterMs: 29_000 });
  await platform.advance(29_000);
  expect(await pacer.turn(signal)).toBeUndefined();
});

it('ends a wait when the relay stops, and leaves no timer', async () => {
  const platform = createVirtualPlatform();
  const pacer = createPacer({ ...limits, platform });
  const stop = new AbortController();
  await pacer.turn(stop.signal);
  const waiting = pacer.turn(stop.signal);
  stop.abort();
  expect(await waiting).toMatchObject({ outcome: 'retry' });
  expect(platform.pending()).toBe(0);
});

it('lets a message wait for exactly the longest wait', async () => {
  const platform = createVirtualPlatform();
  const pacer = createPacer({ everyMs: 1_000, maxWaitMs: 1_000, platform });
  await pacer.turn(signal);
  let isItsTurn = false;
  const waiting = pacer.turn(signal).then((verdict) => {
    isItsTurn = true;
    return verdict;
  });
  await platform.advance(999);
  expect(isItsTurn).toBe(false);
  await platform.advance(1);
  expect(await waiting).toBeUndefined();
});

it('leaves no timer for a message whose turn has come', async () => {
  const platform = createVirtualPlatform();
  const pacer = createPacer({ ...limits, platform });
  const first = pacer.turn(signal);
  expect(platform.pending()).toBe(0);
  await first;
  await platform.advance(1_000);
  const second = pacer.turn(signal);
  expect(platform.pending()).toBe(0);
  expect(await second).toBeUndefined();
});

it('lets a message go at the very time that the receiver named', async () => {
  const platform = createVirtualPlatform();
  const pacer = createPacer({ ...limits, platform });
  const failure = new Failure(catalogue.RATE_LIMITED);
  await pacer.turn(signal);
  const waiting = pacer.turn(signal);
  pacer.note({ outcome: 'retry', failure, afterMs: 1_000 });
  await platform.advance(1_000);
  expect(await waiting).toBeUndefined();
});

it('sends a message back where the receiver named the next millisecond meanwhile', async () => {
  const platform = createVirtualPlatform();
  const pacer = createPacer({ ...limits, platform });
  const failure = new Failure(catalogue.RATE_LIMITED);
  await pacer.turn(signal);
  const waiting = pacer.turn(signal);
  pacer.note({ outcome: 'retry', failure, afterMs: 1_001 });
  await platform.advance(1_000);
  expect(await waiting).toMatchObject({ outcome: 'retry', afterMs: 1 });
});

it('takes a time only from an answer that names one', async () => {
  const platform = createVirtualPlatform();
  const pacer = createPacer({ ...limits, platform });
  const failure = new Failure(catalogue.RATE_LIMITED);
  pacer.note({ outcome: 'done' });
  pacer.note({ outcome: 'retry', failure });
  expect(await pacer.turn(signal)).toBeUndefined();
  pacer.note({ outcome: 'retry', failure, afterMs: 5_000 });
  // A shorter time that comes later does not shorten the longer one.
  pacer.note({ outcome: 'retry', failure, afterMs: 3_000 });
  expect(await pacer.turn(signal)).toMatchObject({ afterMs: 5_000 });
});

it('is held for an hour at most', async () => {
  const platform = createVirtualPlatform();
  const pacer = createPacer({ ...limits, platform });
  pacer.note({ outcome: 'retry', failure: new Failure(catalogue.RATE_LIMITED), afterMs: 1e12 });
  expect(await pacer.turn(signal)).toMatchObject({ afterMs: 3_600_000 });
});
