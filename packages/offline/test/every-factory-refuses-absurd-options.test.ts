import { createCell, isFailure } from '@holdfast/core';
import { createConnectivity } from '@holdfast/core/parts';
import * as offline from '@holdfast/offline';
import { recoverChunks, registerWorker } from '@holdfast/offline/register';
import { installReplay } from '@holdfast/offline/worker';
import { absurdOptions, createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { defaultLimits } from '../src/outbox/outbox-limits.ts';

// Each option with a sensible value, `undefined` for one that takes any value. The types ask for every option, so that a
// new one cannot be forgotten here.
type Every<TOptions> = { readonly [TName in keyof TOptions]-?: TOptions[TName] | undefined };

interface Row {
  readonly every: object;
  readonly make: (options: never) => unknown;
}
const row = <TOptions>(make: (options: TOptions) => unknown, every: Every<TOptions>): Row => ({
  make,
  every,
});

const platform = createVirtualPlatform();
const { channel, locks } = memoryTabs().open();
const transport = { send: async () => ({ status: 200, headers: {}, body: null }) as never };
const any = undefined;

const rows: Readonly<Record<string, Row>> = {
  createBeaconBuffer: row(offline.createBeaconBuffer, { name: 'a', maxEvents: 5 }),
  createReadCache: row(offline.createReadCache, { name: 'a', maxEntries: 5, maxBytes: 5 }),
  createDraftStore: row(offline.createDraftStore, { name: 'a', maxBytes: 5 }),
  createLedgerStore: row(offline.createLedgerStore, { name: 'a' }),
  onThisDevice: row(offline.onThisDevice, { name: 'a', outbox: {} }),
  createOutbox: row(offline.createOutbox as (options: offline.OutboxPartOptions) => unknown, {
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
  uploadTransport: row(offline.uploadTransport, {
    ...{ over: transport, fromBytes: 5, maxAnswerBytes: 5, readIssues: () => [] },
  }),
  recoverChunks: row(recoverChunks, {
    ...{ worker: { outdated: async () => {} }, platform },
    host: {
      ...{ isGone: async () => false, readMarks: () => undefined, writeMarks: () => {} },
      onPreloadError: () => () => {},
    },
  }),
  'the limits of createOutbox': row(
    (limits: offline.OutboxLimits) => offline.createOutbox({ limits }),
    { ...defaultLimits, uploadBytesPerSecond: 2.5 },
  ),
};

/** Whether the factory throws or rejects with a failure that names the mistake. */
async function isRefused({ make }: Row, options: object): Promise<boolean> {
  try {
    await make(options as never);
    return false;
  } catch (error) {
    return isFailure(error, 'DEFECT');
  }
}

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  async (_, one) => {
    expect(await isRefused(one, one.every)).toBe(false);
    const taken: unknown[] = [];
    for (const [option, value] of absurdOptions(one.every)) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      if (!(await isRefused(one, { ...one.every, [option]: value }))) taken.push([option, value]);
    }
    expect(taken).toEqual([]);
  },
);

// They begin at once in a page or a worker, so here they are only refused.
const beginning: Readonly<Record<string, Row>> = {
  countUnsent: row(offline.countUnsent, { owner: 'a', name: 'a', isUnsent: () => true }),
  purgeDevice: row(offline.purgeDevice, {
    ...{ owner: 'a', name: 'a', isUnsent: () => true, agree: () => true },
  }),
  unsentDrafts: row(offline.unsentDrafts, { owner: 'a', name: 'a', isUnsent: () => true }),
  registerWorker: row(registerWorker, {
    ...{ url: 'a', scope: '/', laterMs: 5, outbox: 'a', platform, sink: () => {} },
    ...{ unsavedWork: any, host: any, quietTabs: any, putOff: any },
  }),
  installReplay: row(installReplay, {
    ...{ transport, name: 'a', platform, locks, channel, sinks: [], limits: {}, eventMs: 5 },
    ...{
      encryption: ((store: unknown) => store) as never,
      toFailure: (error: unknown) => error as never,
    },
    ...{ dependencies: any, scope: any },
  }),
};

it.each(Object.entries(beginning))('%s refuses absurd options', async (_, one) => {
  const taken: unknown[] = [];
  for (const [option, value] of absurdOptions(one.every)) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    if (!(await isRefused(one, { ...one.every, [option]: value }))) taken.push([option, value]);
  }
  expect(taken).toEqual([]);
});

it('an outbox that stands alone is refused without an identity or a transport', () => {
  const identity = createCell(null);
  const refused = expect.objectContaining({ code: 'DEFECT' });
  expect(() => offline.createOutbox({ transport } as never)).toThrow(refused);
  expect(() => offline.createOutbox({ transport: {}, identity } as never)).toThrow(refused);
});
