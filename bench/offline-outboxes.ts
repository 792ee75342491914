import { createCell, type Transport } from '@holdfast/core';
import { createOutbox, type Outbox, type OutboxOptions } from '@holdfast/offline';
import { newEntry, OWNER } from './offline-entries.ts';

/** A server that never answers. */
export const never: Transport = { send: () => new Promise(() => {}) };
/** A server that takes everything at once. */
export const yes: Transport = {
  send: async ({ url }) => ({
    ...{ status: 204, headers: {}, body: new Uint8Array(), url, redirected: false },
  }),
};
export const laneOf = (index: number): string => `lane-${index % 4}`;

let opened = 0;
/** A name for a database that no measure has used. */
export const freshName = (): string => `bench-${performance.timeOrigin}-${(opened += 1)}`;

/** An outbox that is ready. Its server takes everything at once. */
export async function open(options: Partial<OutboxOptions> = {}): Promise<Outbox> {
  const outbox = createOutbox({
    ...{ transport: yes, identity: createCell({ subject: OWNER }), name: freshName() },
    ...options,
  } as OutboxOptions);
  await outbox.ready;
  return outbox;
}

export const untilEmpty = (outbox: Outbox): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (outbox.entries.getSnapshot().length > 0) return;
      undo();
      resolve();
    };
    const undo = outbox.entries.subscribe(look);
    look();
  });

/** Adds entries in blocks, because a thousand transactions that wait at once may take too long. */
export async function addInBlocks(
  outbox: Outbox,
  count: number,
  {
    block = 250,
    lane = laneOf,
    added = async () => {},
  }: {
    readonly block?: number;
    readonly lane?: (index: number) => string;
    /** Runs after each block. */
    readonly added?: () => Promise<void>;
  } = {},
): Promise<void> {
  for (let first = 0; first < count; first += block) {
    const entries = Array.from({ length: Math.min(block, count - first) }, (_, index) =>
      newEntry(lane(first + index)),
    );
    await Promise.all(entries.map((entry) => outbox.add(entry)));
    await added();
  }
}

/** Fills a database with entries that wait. */
export async function fill(name: string, count: number, lanes: number): Promise<void> {
  const outbox = await open({ name, identity: createCell(null) });
  await addInBlocks(outbox, count, { lane: (index) => `lane-${index % lanes}` });
  await outbox.dispose();
}
