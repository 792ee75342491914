import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createRetention, type RetentionOptions } from './create-retention.ts';
import { memoryRetentionStore } from './retention-store.ts';
import type { RetentionTask } from './retention-task.ts';

const HOUR_MS = 3_600_000;

const heap = (name: string, count: number): RetentionTask & { readonly left: () => number } => {
  let left = count;
  return {
    name,
    spanMs: HOUR_MS,
    async prune(_, limit) {
      const removed = Math.min(limit, left);
      left -= removed;
      return removed;
    },
    left: () => left,
  };
};

function setUp(options: Partial<RetentionOptions>) {
  const platform = createVirtualPlatform();
  const failures: (readonly [string, unknown])[] = [];
  const removed: (readonly [string, number])[] = [];
  const retention = createRetention({
    store: memoryRetentionStore(),
    tasks: [],
    platform,
    report: (thrown, task) => failures.push([task, thrown]),
    removed: (task, count) => removed.push([task, count]),
    ...options,
  });
  return { platform, retention, failures, removed };
}

it('looks for old rows at the start and every hour', async () => {
  const times: number[] = [];
  const task: RetentionTask = {
    name: 'a',
    spanMs: HOUR_MS,
    async prune(before) {
      times.push(before);
      return 0;
    },
  };
  const { platform, retention } = setUp({ tasks: [task] });
  const began = platform.now();
  await retention.start();
  await platform.advance(2 * HOUR_MS);
  expect(times).toEqual([began - HOUR_MS, began, began + HOUR_MS]);
  await retention.stop();
  await platform.advance(5 * HOUR_MS);
  expect(times).toHaveLength(3);
  expect(platform.pending()).toBe(0);
});

it('uses whole milliseconds, because databases store these', async () => {
  const asked: number[] = [];
  const task: RetentionTask = {
    name: 'a',
    spanMs: HOUR_MS,
    prune: async (before, _, at) => (asked.push(before, at), 0),
  };
  const { platform, retention } = setUp({ tasks: [task] });
  await platform.advance(0.25);
  await retention.start();
  await platform.advance(HOUR_MS + 0.25);
  expect(asked.length).toBeGreaterThanOrEqual(4);
  expect(asked.filter((time) => !Number.isInteger(time))).toEqual([]);
  await retention.stop();
});

it('removes many rows in small steps, with pauses for other work', async () => {
  const rows = heap('a', 2500);
  const { platform, retention, removed } = setUp({ tasks: [rows] });
  await retention.start();
  await platform.advance(0);
  expect(rows.left()).toBe(1500);
  await platform.advance(19);
  expect(rows.left()).toBe(1500);
  await platform.advance(1);
  expect(rows.left()).toBe(500);
  await platform.advance(20);
  expect(rows.left()).toBe(0);
  expect(removed).toEqual([['a', 2500]]);
});

it('reports a task that fails, and does the next ones', async () => {
  const broken: RetentionTask = {
    name: 'broken',
    spanMs: 1,
    prune: () => Promise.reject(new Error('locked')),
  };
  const rows = heap('b', 5);
  const { platform, retention, failures } = setUp({ tasks: [broken, rows] });
  await retention.start();
  await platform.advance(HOUR_MS);
  expect(rows.left()).toBe(0);
  expect(failures).toEqual([
    ['broken', new Error('locked')],
    ['broken', new Error('locked')],
  ]);
});

it('removes nothing while it cannot read its clock, and begins once it can', async () => {
  const memory = memoryRetentionStore();
  let isUp = false;
  const store: RetentionOptions['store'] = {
    load: () => (isUp ? memory.load() : Promise.reject(new Error('down'))),
    save: (clock) => memory.save(clock),
  };
  const rows = heap('a', 5);
  const { platform, retention, failures } = setUp({ tasks: [rows], store });
  await retention.start();
  await platform.advance(0);
  expect(rows.left()).toBe(5);
  expect(failures[0]).toEqual(['clock', new Error('down')]);
  isUp = true;
  await platform.advance(HOUR_MS);
  expect(rows.left()).toBe(0);
});

it('stops after the current step', async () => {
  const rows = heap('a', 5000);
  const next = heap('b', 5);
  const { platform, retention } = setUp({ tasks: [rows, next] });
  await retention.start();
  await platform.advance(0);
  const stopped = retention.stop();
  await platform.advance(100);
  await stopped;
  expect(rows.left()).toBeGreaterThan(1000);
  expect(next.left()).toBe(5);
  await retention.run();
  expect(next.left()).toBe(5);
});

it('a task that never ends is reported as TIMEOUT, and keeps no other task from running', async () => {
  const other = heap('other', 5);
  const hanging: RetentionTask = {
    ...{ name: 'hanging', spanMs: HOUR_MS },
    prune: () => new Promise(() => {}),
  };
  const { platform, retention, failures } = setUp({ tasks: [hanging, other] });
  await retention.start();
  await platform.advance(300_000);
  expect(failures).toEqual([['hanging', expect.objectContaining({ code: 'TIMEOUT' })]]);
  expect(other.left()).toBe(0);
  // The next look tries it again.
  await platform.advance(2 * HOUR_MS);
  expect(failures.length).toBeGreaterThan(1);
});

it('a store of the clock that never answers is reported as TIMEOUT, and the server starts', async () => {
  const store = { ...memoryRetentionStore(), save: () => new Promise<number>(() => {}) };
  const { platform, retention, failures } = setUp({ store });
  const started = retention.start();
  await platform.advance(30_000);
  await started;
  expect(failures[0]).toEqual(['clock', expect.objectContaining({ code: 'TIMEOUT' })]);
});
