import type {
  EntryView,
  Holdfast,
  ReadOperation,
  StreamOperation,
  WriteOperation,
} from '@holdfast/core';
import type { StreamValue } from '@holdfast/core/parts';
import type { Dedupe } from './admit-run.ts';
import { followRuns } from './follow-runs.ts';
import type { Follow, OpaqueDeclared } from './slice-context.ts';

/** The input that the schema of an operation gives. */
export type ParsedOf<TOperation> = TOperation extends {
  readonly request: (input: infer TParsed) => unknown;
}
  ? TParsed
  : never;

/** The value of an operation when it is `live`. */
export type ValueOf<TOperation> =
  TOperation extends ReadOperation<string, infer _I, infer _P, infer TOutput, infer _R>
    ? TOutput
    : TOperation extends WriteOperation<string, infer _I, infer _P, infer TOutput, infer _O>
      ? TOutput
      : TOperation extends StreamOperation<string, infer _I, infer _P, infer TEvent>
        ? StreamValue<TEvent>
        : never;

/** The input of an operation as callers give it. */
type InputOf<TOperation> =
  TOperation extends ReadOperation<string, infer TInput, infer _P, infer _O, infer _R>
    ? TInput
    : TOperation extends WriteOperation<string, infer TInput, infer _P, infer _O, infer _Q>
      ? TInput
      : TOperation extends StreamOperation<string, infer TInput, infer _P, infer _E>
        ? TInput
        : never;

/** What `apply` gets as the input: parsed for a write, as the caller gave it otherwise. */
type AppliedInput<TOperation> = TOperation extends { readonly kind: 'write' }
  ? ParsedOf<TOperation>
  : InputOf<TOperation>;

interface Common<TData, TOperation> {
  readonly run: TOperation;
  /**
   * Puts the answer of the server into the data. For a write that has a layer, it replaces the layer when the answer is
   * known. `shown` is the data as the user sees it, with waiting writes over it. @default a read changes no data; a write leaves what its `optimistic` says
   */
  readonly apply?: (
    data: TData,
    value: ValueOf<TOperation>,
    input: AppliedInput<TOperation>,
    shown: TData,
  ) => Partial<TData>;
}

interface DeclaredRead<TInput> {
  /** `followRead`, which keeps the read fresh while the store has a listener. @default the app calls `load` */
  readonly follow?: Follow<'read'>;
  /** The input of a read that is followed. */
  readonly input?: TInput;
  /** With `signed-in` a followed read stays `idle` while no user is signed in. @default 'always' */
  readonly when?: 'always' | 'signed-in';
  /** @default 'join' */
  readonly dedupe?: Dedupe;
}

interface DeclaredWrite<TData, TOperation, TParts> {
  /** @default 'join' */
  readonly dedupe?: Dedupe;
  /**
   * Shows the write over the data before the server has answered. It gets the parsed input, a structured clone when the
   * write waits in the outbox, so an instance of a class is a plain object there. The server may have applied the write
   * already, so it must give the same result when the data contains it. An entry that another version of the operation
   * stored is left out; declare that older operation as well to show it. Needs `layers` in `defineSlice`.
   */
  readonly optimistic?: 'layers' extends TParts
    ? (data: TData, input: ParsedOf<TOperation>, entry: EntryView) => Partial<TData>
    : never;
  /**
   * The key of the instance that an input belongs to: of the slice, if the slice has a key, else of the write. After a
   * reload, a write that waits in the outbox shows its state there. @default the write itself; a slice with a key shows none
   */
  readonly instance?: (input: ParsedOf<TOperation>) => string | undefined;
  /** Takes an acknowledged write back when the transaction around it fails: runs the opposite write. */
  readonly compensate?: (
    done: { readonly value: ValueOf<TOperation>; readonly input: InputOf<TOperation> },
    run: Holdfast['run'],
  ) => Promise<{ readonly kind: string }>;
}

interface DeclaredStream {
  /** `followStream`, which brings the text as it comes. */
  readonly follow: Follow<'stream'>;
}

/** An operation and how the slice deals with it. */
export type Configured<TData, TOperation, TParts> = Common<TData, TOperation> &
  (TOperation extends ReadOperation<string, infer TInput, infer _P, infer _O, infer _R>
    ? DeclaredRead<TInput>
    : TOperation extends { readonly kind: 'write' }
      ? DeclaredWrite<TData, TOperation, TParts>
      : DeclaredStream);

/** An operation of a slice: itself, or with options. A stream needs its `follow`. */
export type Declared<TData, TOperation, TParts> =
  (TOperation & { readonly kind: 'read' | 'write' }) | Configured<TData, TOperation, TParts>;

/** Gives both ways to declare an operation the same shape. */
export function declaredOf(declared: unknown): OpaqueDeclared {
  const options = 'run' in (declared as object) ? declared : { run: declared };
  return { follow: followRuns, ...(options as Partial<OpaqueDeclared>) } as OpaqueDeclared;
}
