// What each of two tabs does: one adds, and the other hears of it.
import type { Outbox } from '@holdfast/offline';
import { newEntry, rawRecord } from './offline-entries.ts';
import { never, open } from './offline-outboxes.ts';
import { openRaw } from './offline-raw.ts';

const wallClock = (): number => performance.timeOrigin + performance.now();
const shared = { heard: new Map<string, number>() };
let tab: { readonly outbox: Outbox; readonly raw: Awaited<ReturnType<typeof openRaw>> } | undefined;
const channel = new BroadcastChannel('bench-bare');

export async function openTab(name: string): Promise<void> {
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
export async function say(side: 'ours' | 'bare'): Promise<{ id: string; at: number }> {
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

export const heardAt = (id: string): number | undefined => shared.heard.get(id);
