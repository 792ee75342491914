import type { Outbox } from '@holdfast/offline';
import { addInBlocks, never, open, untilEmpty } from './offline-outboxes.ts';

let long: Outbox | undefined;
/** Adds and sends this many entries, in blocks. */
export async function passThrough(count: number): Promise<void> {
  const outbox = (long ??= await open());
  await addInBlocks(outbox, count, { block: 500, added: () => untilEmpty(outbox) });
}

let held: Outbox | undefined;
/** Keeps this many entries that no server answers. */
export async function hold(count: number): Promise<void> {
  held = await open({ transport: never });
  await addInBlocks(held, count);
}

export const letGo = async (): Promise<void> => {
  await held?.dispose();
  held = undefined;
};
