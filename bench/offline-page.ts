// The code that runs in the page. Each measure gives samples of Holdfast and of the floor beside it, in milliseconds.
import { createCell, fetchTransport, type Transport } from '@holdfast/core';
import { addRequest, createOutbox, type Outbox, type OutboxOptions } from '@holdfast/offline';
import { newEntry, OWNER, rawRecord } from './offline-entries.ts';
import { watchTasks } from './offline-longest-task.ts';
import { openRaw } from './offline-raw.ts';

export interface Samples {
  readonly ours: number[];
  readonly bare: number[];
}

export type Situation = 'idle' | 'offline' | 'relaxed' | 'request';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const never: Transport = { send: () => new Promise(() => {}) };
const yes: Transport = {
  send: async ({ url }) => ({
    ...{ status: 204, headers: {}, body: new Uint8Array(), url, redirected: false },
  }),
};
const laneOf = (index: number): string => `lane-${index % 4}`;

let opened = 0;
const freshName = (): string => `bench-${performance.timeOrigin}-${(opened += 1)}`;

async function open(options: Partial<OutboxOptions> = {}): Promise<Outbox> {
  const outbox = createOutbox({
    ...{ transport: yes, identity: createCell({ subject: OWNER }), name: freshName() },
    ...options,
  } as OutboxOptions);
  await outbox.ready;
  return outbox;
}

const untilEmpty = (outbox: Outbox): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (outbox.entries.getSnapshot().length > 0) return;
      undo();
      resolve();
    };
    const undo = outbox.entries.subscribe(look);
    look();
  });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs both sides in turn, and each of them first every other time. The first round of each is its warm-up. */
async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  bare: () => Promise<number>,
): Promise<Samples> {
  const samples: Samples = { ours: [], bare: [] };
  for (let round = -1; round < rounds; round += 1) {
    const sides = [
      ['ours', ours],
      ['bare', bare],
    ] as const;
    for (const [name, side] of round % 2 === 0 ? sides : sides.toReversed()) {
      const ms = await side();
      if (round >= 0) samples[name].push(ms);
    }
  }
  return samples;
}

/** From the call of `add` to its acknowledgement. */
async function enqueue(situation: Situation, rounds: number): Promise<Samples> {
  const durability = situation === 'relaxed' ? 'relaxed' : 'strict';
  const isOffline = situation === 'offline';
  const transport = isOffline ? fetchTransport() : yes;
  const outbox = await open({ transport, durability });
  const raw = await openRaw(freshName());
  let index = 0;
  const ours = async (): Promise<number> => {
    const lane = laneOf((index += 1));
    if (situation === 'request') {
      const request = new Request('/write', { method: 'POST', body: 'x'.repeat(400) });
      const ms = await timed(() => addRequest(outbox, request, { lane }));
      await untilEmpty(outbox);
      return ms;
    }
    const entry = newEntry(lane);
    const ms = await timed(() => outbox.add(entry));
    if (!isOffline) await untilEmpty(outbox);
    return ms;
  };
  const bare = async (): Promise<number> => {
    const record = rawRecord(laneOf(index));
    return timed(() => raw.add(record, durability));
  };
  const rest = (side: () => Promise<number>) => async (): Promise<number> => {
    const ms = await side();
    // Offline, one addition follows another at once. Otherwise the burst of one addition ends before the next
    // addition.
    await pause(isOffline ? 0 : 10);
    return ms;
  };
  const samples = await alternate(rounds, rest(ours), rest(bare));
  await outbox.dispose();
  raw.database.close();
  return samples;
}

/** Many additions at once, against one transaction with as many. */
async function atOnce(count: number, rounds: number): Promise<Samples> {
  const raw = await openRaw(freshName());
  return alternate(
    rounds,
    async () => {
      const outbox = await open({ transport: never });
      const entries = Array.from({ length: count }, (_, index) => newEntry(laneOf(index)));
      const ms = await timed(() => Promise.all(entries.map((entry) => outbox.add(entry))));
      await outbox.dispose();
      await pause(50);
      return ms;
    },
    async () => {
      const records = Array.from({ length: count }, (_, index) => rawRecord(laneOf(index)));
      const ms = await timed(() => raw.addAll(records));
      await pause(50);
      return ms;
    },
  );
}

async function fill(name: string, count: number, lanes: number): Promise<void> {
  const outbox = await open({ name, identity: createCell(null) });
  // In blocks, because a thousand transactions that wait at once may take too long.
  for (let first = 0; first < count; first += 250) {
    const entries = Array.from({ length: Math.min(250, count - first) }, (_, index) =>
      newEntry(`lane-${(first + index) % lanes}`),
    );
    await Promise.all(entries.map((entry) => outbox.add(entry)));
  }
  await outbox.dispose();
}

/** From the opening of an outbox that is filled to its first send. */
async function firstSend(
  count: number,
  rounds: number,
): Promise<Samples & { longestMs: number[]; listedMs: number[] }> {
  const many = freshName();
  const few = freshName();
  await fill(many, count, 100);
  await fill(few, 10, 10);
  const longestMs: number[] = [];
  const listedMs: number[] = [];
  const start = (name: string, isMany: boolean) => async (): Promise<number> => {
    const sent = Promise.withResolvers<number>();
    const transport: Transport = {
      send() {
        sent.resolve(performance.now());
        return new Promise(() => {});
      },
    };
    const stop = watchTasks();
    const began = performance.now();
    const identity = createCell({ subject: OWNER });
    const outbox = createOutbox({ transport, name, identity });
    const ms = (await sent.promise) - began;
    await outbox.ready;
    if (isMany) {
      listedMs.push(performance.now() - began);
      await pause(50);
      longestMs.push(stop());
    } else stop();
    await outbox.dispose();
    return ms;
  };
  const samples = await alternate(rounds, start(many, true), start(few, false));
  return { ...samples, longestMs: longestMs.slice(1), listedMs: listedMs.slice(1) };
}

/** Sends of entries that are queued already over four lanes, against as many bare sends, four at once. */
async function drain(count: number, rounds: number): Promise<Samples & { longestMs: number[] }> {
  let stop: (() => number) | undefined;
  const ours = async (watch?: typeof watchTasks): Promise<number> => {
    const name = freshName();
    await fill(name, count, 4);
    stop = watch?.();
    const start = performance.now();
    const outbox = await open({ name, transport: fetchTransport() });
    await untilEmpty(outbox);
    const ms = performance.now() - start;
    await outbox.dispose();
    return ms;
  };
  const samples = await alternate(
    rounds,
    () => ours(),
    () =>
      timed(async () => {
        let left = count;
        const lane = async (): Promise<void> => {
          while (left > 0) {
            left -= 1;
            const { request } = newEntry('bare');
            const answer = await fetch(request.url, {
              ...{ method: 'POST', body: request.body as string, headers: request.headers },
            });
            await answer.arrayBuffer();
          }
        };
        await Promise.all([lane(), lane(), lane(), lane()]);
      }),
  );
  // In a drain of its own, because the watching keeps the page busy.
  await ours(watchTasks);
  return { ...samples, longestMs: [stop?.() ?? Number.NaN] };
}

// The two tabs of the last measure.

const wallClock = (): number => performance.timeOrigin + performance.now();
const shared = { heard: new Map<string, number>() };
let tab: { readonly outbox: Outbox; readonly raw: Awaited<ReturnType<typeof openRaw>> } | undefined;
const channel = new BroadcastChannel('bench-bare');

async function openTab(name: string): Promise<void> {
  const outbox = await open({ name, transport: never });
  tab = { outbox, raw: await openRaw(`${name}-raw`) };
  outbox.entries.subscribe(() => {
    for (const { id } of outbox.entries.getSnapshot()) {
      if (!shared.heard.has(id)) shared.heard.set(id, wallClock());
    }
  });
  channel.addEventListener('message', ({ data }: MessageEvent<string>) => {
    shared.heard.set(data, wallClock());
  });
}

/** Adds with the outbox, or stores a raw record and posts its id on a bare channel. Returns id and start. */
async function say(side: 'ours' | 'bare'): Promise<{ id: string; at: number }> {
  if (!tab) throw new Error('no tab');
  const at = wallClock();
  if (side === 'ours') {
    const entry = newEntry('lane');
    await tab.outbox.add(entry);
    return { id: entry.id, at };
  }
  const record = rawRecord('lane') as { readonly id: string };
  await tab.raw.add(record);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
  channel.postMessage(record.id);
  return { id: record.id, at };
}

const heardAt = (id: string): number | undefined => shared.heard.get(id);

let long: Outbox | undefined;
/** Adds and sends this many entries, in blocks. */
async function passThrough(count: number): Promise<void> {
  const outbox = (long ??= await open());
  for (let left = count; left > 0; left -= 500) {
    const entries = Array.from({ length: Math.min(500, left) }, (_, index) =>
      newEntry(laneOf(index)),
    );
    await Promise.all(entries.map((entry) => outbox.add(entry)));
    await untilEmpty(outbox);
  }
}

let held: Outbox | undefined;
/** Keeps this many entries that no server answers. */
async function hold(count: number): Promise<void> {
  const outbox = await open({ transport: never });
  held = outbox;
  for (let left = count; left > 0; left -= 250) {
    const entries = Array.from({ length: Math.min(250, left) }, (_, index) =>
      newEntry(laneOf(index)),
    );
    await Promise.all(entries.map((entry) => outbox.add(entry)));
  }
}
const letGo = async (): Promise<void> => {
  await held?.dispose();
  held = undefined;
};

export const measures = {
  enqueue,
  atOnce,
  firstSend,
  drain,
  openTab,
  say,
  heardAt,
  passThrough,
  hold,
  letGo,
};
Object.assign(globalThis, { measures });
