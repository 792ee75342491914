import { expectTypeOf } from 'vitest';
import type { Answer, Transport } from '../exchange/transport.ts';
import type { Observable } from '../observable/observable.ts';
import type { Platform } from '../platform/platform.ts';
import type { ChannelPort } from './channel-port.ts';
import type { DraftRecord, DraftStore } from './draft-store.ts';
import type { LockPort } from './lock-port.ts';
import type { EntryState, EntryView, NewEntry, OutboxPort } from './outbox-port.ts';
import type { ReadCachePort } from './read-cache-port.ts';

// The smallest value that fits each port, as an app would write it.
expectTypeOf<{ send(): Promise<Answer> }>().toExtend<Transport>();
expectTypeOf<{ hold<T>(name: string, work: () => Promise<T>): Promise<T> }>().toExtend<LockPort>();
expectTypeOf<{ post(): void; subscribe(): () => void; dispose(): void }>().toExtend<ChannelPort>();
expectTypeOf<{
  keptRead(): undefined;
  get(): Promise<undefined>;
  put(): Promise<void>;
  clear(): Promise<void>;
}>().toExtend<ReadCachePort>();
expectTypeOf<{
  now(): number;
  monotonic(): number;
  random(): number;
  randomBytes(): Uint8Array;
  schedule(delayMs: number, task: () => void): () => void;
}>().toExtend<Platform>();

// Every state has its own data and no other.
type StateOf<TKind> = Extract<EntryState, { kind: TKind }>;
expectTypeOf<keyof StateOf<'queued'>>().toEqualTypeOf<'kind'>();
expectTypeOf<keyof StateOf<'waiting'>>().toEqualTypeOf<'kind' | 'dueAt' | 'failure'>();
expectTypeOf<keyof StateOf<'blocked'>>().toEqualTypeOf<'kind' | 'reason' | 'failure'>();
expectTypeOf<EntryState['kind']>().toEqualTypeOf<
  'queued' | 'sending' | 'waiting' | 'blocked' | 'dead'
>();

expectTypeOf<OutboxPort['entries']>().toEqualTypeOf<Observable<readonly EntryView[]>>();
expectTypeOf<NewEntry['owner']>().toBeString();
expectTypeOf<DraftStore['load']>().returns.resolves.toEqualTypeOf<DraftRecord | undefined>();

declare const outbox: OutboxPort;
declare const entry: Omit<NewEntry, 'owner'>;
// @ts-expect-error an entry belongs to an owner
void outbox.add(entry);
