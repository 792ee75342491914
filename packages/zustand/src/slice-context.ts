import type { EntryView, Holdfast, StandardSchema } from '@holdfast/core';
import type { EntryEnd } from '@holdfast/core/parts';
import type { Dedupe } from './admit-run.ts';
import type { ListenerGate } from './store-listeners.ts';

export type Data = Readonly<Record<string, unknown>>;

/** Any operation of core, as a slice takes it. */
export interface SomeOperation {
  readonly kind: 'read' | 'write' | 'stream';
  readonly name: string;
}

/** An operation of a slice as the slice itself sees it: its callers have checked the types already. */
export interface OpaqueDeclared {
  readonly run: OpaqueOperation;
  readonly follow: StartOperation;
  readonly input?: unknown;
  readonly when?: 'always' | 'signed-in';
  readonly dedupe?: Dedupe;
  readonly apply?: (data: object, value: unknown, input: unknown, shown: object) => object;
  readonly instance?: (input: unknown) => string | undefined;
  readonly optimistic?: (data: object, input: unknown, entry: EntryView) => object;
  readonly compensate?: (done: object, run: Holdfast['run']) => Promise<{ readonly kind: string }>;
}

/** The part of the operation that its layer needs. */
export type LayeredDeclared = Omit<OpaqueDeclared, 'follow'>;

export type OpaqueOperation = SomeOperation & {
  readonly version?: number;
  readonly offline?: 'queue' | 'fail';
  readonly honoursKey?: boolean;
  readonly invalidates?: readonly string[];
  readonly input?: StandardSchema | undefined;
  readonly output?: StandardSchema<unknown, unknown> | undefined;
};

/** The access that a slice gives to its parts. */
export interface SliceContext {
  readonly holdfast: Holdfast;
  /** What `key` of the definition was given. */
  readonly id: string | undefined;
  readonly initial: Data;
  readonly operations: Readonly<Record<string, OpaqueDeclared>>;
  /** The reads of the slice, by their key. */
  readonly reads: ReadonlyMap<string, SliceRead>;
  readonly data: SliceData;
  ownerNow(): string | undefined;
  /** The state of the store, of which the data is a part. */
  read(): Data;
  /** Changes the state of the store. */
  write(patch: Data, action: string): void;
  /** Calls with each new state of the store. Returns the undo. */
  onState(listener: (state: Data) => void): () => void;
  /**
   * The members that answers have put into the data, with their initial values. They are reset when the user leaves.
   */
  readonly touched: Record<string, unknown>;
}

/** One operation of a slice in its store. */
export interface SliceOperation {
  /** Its members of the state, as the store begins with them. */
  readonly members: Data;
  /** Present for a read. */
  readonly read?: SliceRead;
  /** Shows the states of the entries that an earlier page left in the outbox. */
  adopt?(): void;
  /**
   * Forgets all runs without telling listeners, because another user is signed in. Returns the members as they are
   * then.
   */
  drop(): Data;
}

export interface SliceRead {
  /** Reads again, because a write took effect. */
  refresh(): unknown;
  /** How many runs were started. */
  started(): number;
  /** Keeps the read fresh while the store has listeners. Returns the undo. */
  connect?(): () => void;
}

/** The part that brings one operation of a slice to life. */
export type StartOperation = (
  context: SliceContext,
  key: string,
  over: OpaqueDeclared,
) => SliceOperation;

/** A part that follows operations of these kinds. */
export interface Follow<TKind extends SomeOperation['kind']> extends StartOperation {
  /** Phantom: only the type checker sees it. */
  readonly follows?: (kind: TKind) => void;
}

/** What a slice heard of one of its reads. */
export interface Heard {
  readonly read: string;
  /** The newest run that came back live, and the last one that was started. */
  readonly live: number;
  readonly started: number;
  /** Present when the data now has an answer that the device kept: when a page asked for it, on the wall clock. */
  readonly at?: number | undefined;
  /** The time of the last start, while that run is under way. */
  readonly since?: number | undefined;
}

/** The data of a slice in its store. */
export interface SliceData {
  /** The data without the layers of waiting writes. */
  confirmed(): Data;
  /**
   * Replaces the data and other members of the state in one change of the store. `heard` tells of the read that this
   * comes from.
   */
  put(confirmed: Data, others: Data, action: string, heard?: Heard): void;
  /** Calls for each change of the confirmed data. */
  subscribe(listener: (data: Data, previous: Data) => void): () => void;
  /** Begins anew with this data, for the user who is signed in now. */
  restart(confirmed: Data, others: Data): void;
  /** The layers of writes; absent in a slice without layers. */
  readonly layers?: SliceLayers;
}

export type SetState = (patch: unknown, replace?: unknown, action?: unknown) => void;

/** Shows writes over the data before the server has answered. */
export interface SliceLayers {
  /** The `setState` of the store, for changes of the app: it changes the confirmed data, and shows the layers again. */
  over(setState: SetState, gate: ListenerGate): SetState;
  /** A write that is sent without the outbox has begun. */
  begin(over: OpaqueDeclared, id: string, input: unknown): void;
  /** A write has ended. */
  end(
    over: OpaqueDeclared,
    entry: EntryView | { readonly id: string },
    fate: EntryEnd['kind'],
    answer?: { readonly value: unknown },
  ): void;
  /** Hides a write, by its idempotency key, until `reveal` is called. */
  hide(id: string): void;
  reveal(id: string): void;
  /** The ids of the writes that are shown over the data. */
  pending(): readonly string[];
  /** Shows the sent writes that are not in the data that the device kept. */
  restored(savedAt: number, pending: readonly string[]): Promise<void>;
  /** The write counts as never made. */
  forget(id: string): void;
  dispose(): void;
}

/** The part that makes the data of a slice. `optimisticLayers` is one. */
export type MakeData = (context: Omit<SliceContext, 'data'>) => SliceData;
