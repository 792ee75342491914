import { createVirtualPlatform, createWorld, jsonAnswer, memoryOutbox } from '@holdfast/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBudget } from '../budget/create-budget.ts';
import { createMemoryLedgerStore } from '../budget/memory-ledger-store.ts';
import { createConnectivity } from '../connectivity/create-connectivity.ts';
import { tellConnectivity } from '../connectivity/tell-connectivity.ts';
import { readAnswer } from '../exchange/answer/read-answer.ts';
import { createProgress } from '../exchange/progress.ts';
import { defineRead } from '../operations/read/define-read.ts';
import { defineWrite } from '../operations/write/define-write.ts';
import { watchRead } from '../operations/read/watch-read.ts';
import { watchWrite } from '../operations/write/watch-write.ts';
import { createBeacon } from '../telemetry/create-beacon.ts';
import { createIncidents } from '../telemetry/create-incidents.ts';
import { createMetrics } from '../telemetry/create-metrics.ts';
import type { TelemetryEvent } from '../telemetry/telemetry-event.ts';
import { createCell } from './cell.ts';
import { onDemand } from './on-demand.ts';

let surfaced: unknown[] = [];
beforeEach(() => {
  surfaced = [];
  vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
});
afterEach(() => vi.unstubAllGlobals());

const mine = new Error('mine');
function fails(): never {
  throw mine;
}
const event: TelemetryEvent = { type: 'connectivity.changed', at: 0, state: 'online' };

const PLACES = [
  'connectivity',
  'entries',
  'identity',
  'budget',
  'receipts',
  'sink',
  'budget sink',
  'progress',
  'read',
  'write',
] as const;
type Place = (typeof PLACES)[number];

/** Runs a read and two writes, with listeners that throw at the places and moments given. */
async function story(throwing: readonly Place[], when: number): Promise<unknown> {
  let heard = 0;
  const isBroken = (place: Place): void => {
    if (!throwing.includes(place)) return;
    heard += 1;
    if (heard > when) fails();
  };
  const listener = (place: Place) => (): void => isBroken(place);
  const platform = createVirtualPlatform();
  const budget = createBudget({
    platform,
    ...{ owner: 'mira', limitMicros: 1_000, store: createMemoryLedgerStore() },
    sinks: [listener('budget sink')],
  });
  const told: string[] = [];
  const world = createWorld({
    platform,
    budget,
    sinks: [listener('sink'), ({ type }) => void told.push(type)],
  });
  const { holdfast, transport, connectivity, outbox, identity } = world;
  transport.answerWith(({ url }) => jsonAnswer(url));
  const progress = createProgress();
  const read = watchRead(
    holdfast,
    defineRead('r', { cost: () => 1, request: () => ({ path: 'r' }) }),
    undefined,
  );
  const write = watchWrite(
    holdfast,
    defineWrite('w', { cost: () => 2, request: () => ({ path: 'w', method: 'POST' }) }),
  );
  connectivity.subscribe(listener('connectivity'));
  outbox.entries.subscribe(listener('entries'));
  identity.subscribe(listener('identity'));
  budget.subscribe(listener('budget'));
  budget.receipts.subscribe(listener('receipts'));
  progress.subscribe(listener('progress'));
  read.subscribe(listener('read'));
  write.subscribe(listener('write'));
  const queue = defineWrite('q', {
    offline: 'queue',
    request: () => ({ path: 'q', method: 'POST' }),
  });
  const queued = holdfast.run(queue, undefined, { key: 'a' });
  const written = await write.run(undefined, { key: 'k', progress });
  await read.refresh();
  connectivity.note('device-offline');
  connectivity.note('answered');
  await platform.advance(0);
  outbox.apply('a', 'done');
  await platform.advance(2_000);
  return {
    ...{ written, queued: await queued, told },
    read: read.getSnapshot().value,
    write: write.getSnapshot().kind,
    connectivity: connectivity.getSnapshot(),
    budget: budget.getSnapshot(),
  };
}

const withoutTimes = (text: string): string =>
  text.replaceAll(/"(incidentId|at|since|requestId)":[^,}]+/g, '');

describe('an app whose listeners throw, at any place and time', () => {
  it('gets the same results as without these exceptions, and each exception surfaces', async () => {
    const plain = JSON.stringify(await story([], 0));
    expect(surfaced).toEqual([]);
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([...PLACES], { minLength: 1 }),
        fc.nat({ max: 12 }),
        async (places, when) => {
          expect(withoutTimes(JSON.stringify(await story(places, when)))).toBe(withoutTimes(plain));
        },
      ),
      { numRuns: 60 },
    );
    expect(surfaced.length).toBeGreaterThan(0);
    expect(new Set(surfaced)).toEqual(new Set([mine]));
  });
});

const whole = async () => ({
  ...{ status: 200, headers: {}, url: '', redirected: false },
  body: new Blob(['whole']).stream(),
});

describe('code that only reports', () => {
  it('reports incidents and connectivity to sinks, and goes on when they throw', () => {
    const incidents = createIncidents({ sinks: [fails] });
    expect(() => incidents.sink(event)).not.toThrow();
    const connectivity = createConnectivity();
    tellConnectivity(connectivity, fails);
    expect(() => connectivity.note('answered')).not.toThrow();
    expect(connectivity.getSnapshot()).toBe('online');
    expect(surfaced).toEqual([mine]);
  });

  it('sends on from memory when a buffer throws at once, and pauses when a send does', async () => {
    const { platform } = createWorld();
    const bodies: string[] = [];
    let isBroken = true;
    const beacon = createBeacon({
      platform,
      buffer: { load: fails, add: fails, remove: fails },
      send: (body) => (isBroken ? fails() : Promise.resolve(bodies.push(body) > 0)),
    });
    beacon.sink(event);
    await expect(beacon.flush()).resolves.toBeUndefined();
    isBroken = false;
    await beacon.flush();
    expect(bodies).toHaveLength(1);
    expect(beacon.status.getSnapshot()).toMatchObject({ durable: false, waiting: 0 });
  });

  it('goes on measuring when the memory or the outbox throws', () => {
    const { identity } = createWorld();
    const outbox = memoryOutbox({ identity });
    const entries = { ...outbox.entries, getSnapshot: fails };
    const metrics = createMetrics({ memoryBytes: fails, outbox: { entries } });
    expect(() => metrics.sink(event)).not.toThrow();
    expect(metrics.getSnapshot()).toBeDefined();
  });

  it('subscribes although its source cannot be connected, and unsubscribes although the source throws', () => {
    const cell = createCell(1);
    const heard: number[] = [];
    const broken = onDemand(cell, fails);
    const leave = broken.subscribe(() => heard.push(cell.getSnapshot()));
    cell.set(2);
    leave();
    onDemand(cell, () => fails).subscribe(() => {})();
    expect(heard).toEqual([2]);
    expect(surfaced).toEqual([mine, mine]);
  });

  it('reads an answer whole when its progress throws', async () => {
    const progress = { ...createProgress(), sending: fails, receiving: fails };
    const request = { method: 'GET', url: '/', headers: {}, body: null } as const;
    const { body } = await readAnswer(whole, request, 100, { progress });
    expect(new TextDecoder().decode(body)).toBe('whole');
  });
});
