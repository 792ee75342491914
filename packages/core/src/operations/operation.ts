import type { Failure } from '../failures/failure.ts';
import type { Expectation } from '../exchange/answer/expectation.ts';
import type { RequestDescription } from '../exchange/request/request-description.ts';
import type { StandardSchema } from '../schema/standard-schema.ts';

/**
 * The members that reads, writes and streams have in common. `TInput` is the input of callers, `TParsed` the input
 * that `request` gets.
 */
interface OperationBase<TName extends string, TInput, TParsed> {
  readonly name: TName;
  readonly input: StandardSchema<TInput, TParsed> | undefined;
  readonly request: (input: TParsed) => RequestDescription;
  /** The most that one run can cost, in whole micro-units. */
  readonly cost: ((input: TParsed) => number) | undefined;
}

/**
 * Reads from a server and changes nothing there. `TRung` names the rungs between `live` and `failed` that its
 * description has.
 */
export interface ReadOperation<
  TName extends string = string,
  TInput = never,
  TParsed = never,
  TOutput = unknown,
  TRung extends 'stale' | 'fallback' = 'stale' | 'fallback',
> extends OperationBase<TName, TInput, TParsed> {
  readonly kind: 'read';
  readonly output: StandardSchema<unknown, TOutput> | undefined;
  readonly expectation: Expectation;
  readonly staleIfErrorMs: number | undefined;
  readonly fallback: ((failure: Failure, input: TParsed) => TOutput) | undefined;
  /** Phantom: only the type checker sees it. */
  readonly rung?: TRung;
}

/**
 * Changes something on a server, exactly once. With `offline: 'queue'` it is committed to the outbox before it is
 * sent.
 */
export interface WriteOperation<
  TName extends string = string,
  TInput = never,
  TParsed = never,
  TOutput = unknown,
  TOffline extends 'queue' | 'fail' = 'queue' | 'fail',
> extends OperationBase<TName, TInput, TParsed> {
  readonly kind: 'write';
  readonly output: StandardSchema<unknown, TOutput> | undefined;
  readonly expectation: Expectation;
  readonly offline: TOffline;
  readonly lane: (input: TParsed) => string;
  /** Names, so that an entry of the outbox can carry them to a worker and to another version of the app. */
  readonly invalidates: readonly string[];
  readonly honoursKey: boolean;
  readonly version: number;
  readonly undoMs: number | undefined;
  readonly maxAgeMs: number | undefined;
  readonly after: ((input: TParsed) => readonly (string | { readonly id: string })[]) | undefined;
  readonly temporaryId: ((input: TParsed) => string | undefined) | undefined;
  readonly coalesce: 'latest' | ((earlier: TParsed, later: TParsed) => unknown) | undefined;
  readonly coalesceKey: ((input: TParsed) => string) | undefined;
  readonly migrate: Readonly<Record<number, (old: never) => unknown>> | undefined;
}

/** Reads a text that a server sends piece by piece. */
export interface StreamOperation<
  TName extends string = string,
  TInput = never,
  TParsed = never,
  TEvent = unknown,
> extends OperationBase<TName, TInput, TParsed> {
  readonly kind: 'stream';
  readonly event: StandardSchema<unknown, TEvent> | undefined;
}

// The `never` inputs accept every concrete operation, because functions accept their input contravariantly. Schemas
// return what they parsed, so they do not.
interface AnyInput {
  readonly input: StandardSchema | undefined;
}
export type AnyRead = Omit<ReadOperation, 'input'> & AnyInput;
export type AnyWrite = Omit<WriteOperation, 'input'> & AnyInput;
export type AnyStream = Omit<StreamOperation, 'input'> & AnyInput;

// How the runtime itself sees an operation: its callers have checked the types already.
export type OpaqueRead = ReadOperation<string, unknown, unknown>;
export type OpaqueWrite = WriteOperation<string, unknown, unknown>;
export type OpaqueStream = StreamOperation<string, unknown, unknown>;
