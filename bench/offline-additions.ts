import { fetchTransport } from '@holdfast/core';
import { addRequest } from '@holdfast/offline';
import { timed } from './harness/timed.ts';
import { newEntry, rawRecord } from './offline-entries.ts';
import { freshName, laneOf, never, open, untilEmpty, yes } from './offline-outboxes.ts';
import { openRaw } from './offline-raw.ts';
import { alternate, pause, type Samples } from './offline-rounds.ts';

export type Situation = 'idle' | 'offline' | 'relaxed' | 'request';

/** From the call of `add` to its acknowledgement. */
export async function enqueue(situation: Situation, rounds: number): Promise<Samples> {
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
    // Offline, one addition follows another. Otherwise the burst of the one is over before the next.
    await pause(isOffline ? 0 : 10);
    return ms;
  };
  const samples = await alternate(rounds, rest(ours), rest(bare));
  await outbox.dispose();
  raw.database.close();
  return samples;
}

/** Many additions at once, against one transaction with as many. */
export async function atOnce(count: number, rounds: number): Promise<Samples> {
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
