import { createCell } from '@holdfast/core';
import * as testing from '@holdfast/testing';
import * as msw from '@holdfast/testing/msw';
import * as node from '@holdfast/testing/node';
import { expect, it } from 'vitest';

const { absurdlyTaken, createVirtualPlatform, memoryOutbox, optionRow } = testing;

const platform = createVirtualPlatform();
const scenario: testing.Scenario = { version: 1, seed: 1, steps: [] };
const target = 'http://127.0.0.1:1';

const rows: Readonly<Record<string, testing.OptionRow>> = {
  createVirtualPlatform: optionRow(createVirtualPlatform, { seed: 2.5, now: 2.5 }),
  playScenario: optionRow(
    (options: Parameters<typeof testing.playScenario>[1] & {}) =>
      testing.playScenario(scenario, options).stop(),
    { platform, entered: () => {}, told: () => {} },
  ),
  drawScenario: optionRow(
    (options: Parameters<typeof testing.drawScenario>[1] & {}) => testing.drawScenario(1, options),
    { measure: 'ms' as const, mostSteps: 5, device: true, longestMs: 5, latestMs: 5 },
  ),
  createPageFaults: optionRow(testing.createPageFaults, { platform }),
  toHandlers: optionRow(
    (options: Parameters<typeof msw.toHandlers>[3] & {}) =>
      msw.toHandlers({ http: { all: () => ({}) } } as never, scenario, [], options),
    { path: '*', platform, entered: () => {}, told: () => {} },
  ),
  memoryOutbox: optionRow(memoryOutbox, {
    ...{ identity: createCell(null), platform: createVirtualPlatform(), maxEntries: 5 },
  }),
};

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  async (_, row) => {
    await row.make(row.every);
    expect(await absurdlyTaken(row)).toEqual([]);
  },
);

// They listen, start a process or drive a browser at once, so here they are only refused.
const beginning: Readonly<Record<string, testing.OptionRow>> = {
  createCutProxy: optionRow(node.createCutProxy, { target, port: 0 }),
  createFaultProxy: optionRow(node.createFaultProxy, {
    ...{ target, scenario, spares: () => true, entered: () => {}, port: 0, platform },
  }),
  createBrowserFaults: optionRow(node.createBrowserFaults, {
    ...{ context: { newCDPSession: () => {} } as never, browser: 'firefox' },
    server: { kill: async () => {}, start: async () => {} },
  }),
  createBadLine: optionRow(node.createBadLine, {
    target,
    mix: { name: 'a', chances: {} },
    seed: 2.5,
    port: 0,
  }),
  startKafkaMock: optionRow(node.startKafkaMock, {
    ...{ brokers: 5, topics: {}, python: 'a', library: 'a' },
  }),
  createKafkaProxy: optionRow(node.createKafkaProxy, { brokers: ['a:1'], maxVersions: {} }),
  startProcess: optionRow(node.startProcess, {
    ...{ command: 'a', args: [], env: {}, cwd: 'a', readyLine: /a/, readyWithinMs: 5 },
  }),
};

it.each(Object.entries(beginning))('%s refuses absurd options', async (_, row) => {
  expect(await absurdlyTaken(row)).toEqual([]);
});

it.each([{ seed: Infinity }, { now: Infinity }])(
  'no virtual platform begins with %j',
  (options) => {
    expect(() => createVirtualPlatform(options)).toThrow(
      expect.objectContaining({ code: 'DEFECT' }),
    );
  },
);

// A world and a device hand their options on to `createHoldfast`, which checks them. A row is made by `optionRow`.
const OTHERS = 'createDevice createWorld absurdlyTaken';

it('knows every function of the package that takes options', () => {
  const known = new Set([...Object.keys({ ...rows, ...beginning }), ...OTHERS.split(' ')]);
  const found = testing.functionsWithOptions(testing, node, msw);
  expect(found.filter((name) => !known.has(name))).toEqual([]);
});
