import * as worker from '@holdfast/offline/worker';
import * as register from '@holdfast/offline/register';
import { createCell } from '@holdfast/core';
import { createConnectivity } from '@holdfast/core/parts';
import * as offline from '@holdfast/offline';
import { recoverChunks, registerWorker } from '@holdfast/offline/register';
import { installReplay } from '@holdfast/offline/worker';
import {
  absurdlyTaken,
  functionsWithOptions,
  optionRow,
  type OptionRow,
  createVirtualPlatform,
  memoryTabs,
} from '@holdfast/testing';
import { expect, it } from 'vitest';
import { defaultLimits } from '../src/outbox/outbox-limits.ts';

const platform = createVirtualPlatform();
const { channel, locks } = memoryTabs().open();
const transport = { send: async () => ({ status: 200, headers: {}, body: null }) as never };
const any = undefined;

const rows: Readonly<Record<string, OptionRow>> = {
  createBeaconBuffer: optionRow(offline.createBeaconBuffer, { name: 'a', maxEvents: 5 }),
  createReadCache: optionRow(offline.createReadCache, { name: 'a', maxEntries: 5, maxBytes: 5 }),
  createDraftStore: optionRow(offline.createDraftStore, { name: 'a', maxBytes: 5 }),
  createLedgerStore: optionRow(offline.createLedgerStore, { name: 'a' }),
  laterOutbox: optionRow(offline.laterOutbox, {
    load: async () => offline.createOutbox(),
    name: 'a',
    mayHoldEntries: async () => true,
  }),
  onThisDevice: optionRow(offline.onThisDevice, { name: 'a', outbox: {} }),
  createOutbox: optionRow(offline.createOutbox as (options: offline.OutboxPartOptions) => unknown, {
    ...{ name: 'a', sender: 'a', baseUrl: '/', platform, locks, channel, sinks: [], limits: {} },
    ...{
      connectivity: createConnectivity(),
      background: any,
      unsavedWork: { declare: () => () => {} },
    },
    ...{
      encryption: ((store: unknown) => store) as never,
      durability: 'strict',
      coalescing: any,
      dependencies: any,
    },
    ...{
      migration: any,
      toFailure: (error: unknown) => error as never,
      transport: any,
      identity: any,
    },
  }),
  uploadTransport: optionRow(offline.uploadTransport, {
    ...{ over: transport, fromBytes: 5, maxAnswerBytes: 5, readIssues: () => [] },
  }),
  recoverChunks: optionRow(recoverChunks, {
    ...{ worker: { outdated: async () => {} }, platform },
    host: {
      ...{ isGone: async () => false, readMarks: () => undefined, writeMarks: () => {} },
      onPreloadError: () => () => {},
    },
  }),
  'the limits of createOutbox': optionRow(
    (limits: offline.OutboxLimits) => offline.createOutbox({ limits }),
    { ...defaultLimits, uploadBytesPerSecond: 2.5 },
  ),
};

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  async (_, row) => {
    await row.make(row.every);
    expect(await absurdlyTaken(row)).toEqual([]);
  },
);

const shell = { precache: { strategy: {} } as never, manifest: [], scope: {} as never, platform };
const files = { maxEntries: 5, maxBytes: 5, maxAgeMs: 5 };
const shellLimits = Object.fromEntries(
  (['assets', 'images'] as const).map((kind) => [
    `the limits of the ${kind} of installShell`,
    optionRow((limits: object) => worker.installShell({ ...shell, [kind]: limits }), files),
  ]),
);

// They begin at once in a page or a worker, so here they are only refused.
const beginning: Readonly<Record<string, OptionRow>> = {
  countUnsent: optionRow(offline.countUnsent, { owner: 'a', name: 'a', isUnsent: () => true }),
  purgeDevice: optionRow(offline.purgeDevice, {
    ...{ owner: 'a', name: 'a', isUnsent: () => true, agree: () => true },
  }),
  unsentDrafts: optionRow(offline.unsentDrafts, { owner: 'a', name: 'a', isUnsent: () => true }),
  installShell: optionRow(worker.installShell, {
    ...{ precache: any, manifest: [], page: 'a', askFirstMs: 5, serverPaths: [], hashed: /a/ },
    ...{ assets: {}, images: {}, name: 'a', platform, scope: any },
  }),
  ...shellLimits,
  registerWorker: optionRow(registerWorker, {
    ...{ url: 'a', scope: '/', laterMs: 5, outbox: 'a', platform, sink: () => {} },
    ...{ unsavedWork: any, host: any, quietTabs: any, putOff: any },
  }),
  installReplay: optionRow(installReplay, {
    ...{ transport, name: 'a', platform, locks, channel, sinks: [], limits: {}, eventMs: 5 },
    ...{
      encryption: ((store: unknown) => store) as never,
      toFailure: (error: unknown) => error as never,
    },
    ...{ dependencies: any, scope: any },
  }),
};

it.each(Object.entries(beginning))('%s refuses absurd options', async (_, row) => {
  expect(await absurdlyTaken(row)).toEqual([]);
});

it('an outbox that stands alone is refused without an identity or a transport', () => {
  const identity = createCell(null);
  const refused = expect.objectContaining({ code: 'DEFECT' });
  expect(() => offline.createOutbox({ transport } as never)).toThrow(refused);
  expect(() => offline.createOutbox({ transport: {}, identity } as never)).toThrow(refused);
});

// A test of their own calls them: see `every-call-refuses-absurd-options.test.ts`.
const OTHERS = `migrateEntries addRequest answerConflict editEntry retryUnderNewKey probeUncertain resolveConflicts outboxStatus`;

it('knows every function of the package that takes options', () => {
  const known = new Set([...Object.keys({ ...rows, ...beginning }), ...OTHERS.split(/\s+/)]);
  const found = functionsWithOptions(offline, register, worker);
  expect(found.filter((name) => !known.has(name))).toEqual([]);
});
