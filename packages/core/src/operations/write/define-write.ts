import { requireOptions } from '#options';
import type { Expectation } from '../../exchange/answer/expectation.ts';
import type { RequestDescription } from '../../exchange/request/request-description.ts';
import type { StandardSchema } from '../../schema/standard-schema.ts';
import type { AnyRead, WriteOperation } from '../operation.ts';

export interface WriteConfig<TInput, TParsed, TOutput, TOffline> {
  /** The schema of the input that callers give. Without a schema the operation takes no input. */
  readonly input?: StandardSchema<TInput, TParsed>;
  /**
   * The schema of the answer. Without a schema the value is `unknown`, and Holdfast accepts an answer that it
   * cannot read.
   */
  readonly output?: StandardSchema<unknown, TOutput>;
  readonly request: (input: TParsed) => RequestDescription;
  /**
   * `queue`: always committed to the outbox first, and sent from there. `fail`: sent at once, under the policies of
   * the runtime, and `failed` when they do not get it through. @default 'fail'
   */
  readonly offline?: TOffline;
  /** Queued writes of one lane take effect in order; lanes go in parallel. @default the operation's name */
  readonly lane?: (input: TParsed) => string;
  /** The reads that are read again after this write has taken effect. @default [] */
  readonly invalidates?: readonly AnyRead[];
  /**
   * Whether the server honours `Idempotency-Key` here. If it does not, and a send got no answer, the write is not
   * sent again before the user has agreed. @default true
   */
  readonly honoursKey?: boolean;
  /** The version of the input's shape, stored with each entry. @default 1 */
  readonly version?: number;
  /**
   * For how long a queued write is not sent, so that the user can certainly take it back, in milliseconds. @default 0
   */
  readonly undoMs?: number;
  /**
   * The greatest age at which a queued write is still sent, in milliseconds. An older one is a dead letter. @default
   * none for a write that was never sent, 30 days for others
   */
  readonly maxAgeMs?: number;
  /**
   * Makes the input of each version of the input of the version before, pure and at once. An entry of an older version
   * is migrated when it is sent for the first time; an entry that was sent before is repeated as it is. Needs
   * `migration` in the outbox. @default entries are sent as they are
   */
  readonly migrate?: Readonly<Record<number, (old: never) => unknown>>;
  /**
   * The writes, by the id of their entry or by their handle, that must have taken effect before this one is sent.
   * Needs `dependencies` in the outbox. @default none
   */
  readonly after?: (input: TParsed) => readonly (string | { readonly id: string })[];
  /**
   * The temporary id in the input, made by `createTemporaryId`, for a thing whose id the server gives. Writes that
   * name it wait for this write, and are sent with the id of the server. Needs `idPointer`, and `dependencies` in
   * the outbox. @default none
   */
  readonly temporaryId?: (input: TParsed) => string | undefined;
  /** Where the answer has the id of the server: a JSON pointer. @default none */
  readonly idPointer?: string;
  /**
   * Merges this write into the last write of its lane, if that is of the same operation and was never sent. `latest`
   * keeps the input of this write. A function makes one input of both; it is pure and synchronous. Both writes settle
   * with the one answer. Needs `coalescing` in the outbox. @default both are sent
   */
  readonly coalesce?: 'latest' | ((earlier: TParsed, later: TParsed) => TParsed);
  /** Only writes with the same key are merged. @default one key for all */
  readonly coalesceKey?: (input: TParsed) => string;
  /** The most that one run can cost, in integer micro-units. @default free */
  readonly cost?: (input: TParsed) => number;
  /** @default 'json' */
  readonly accept?: Expectation['accept'];
  /** For deletes: an answer of 404 or 410 is a success. @default false */
  readonly goneIsDone?: boolean;
}

/** Describes a write once: its request, its order among other writes, and what happens without a network. */
export function defineWrite<
  const TName extends string,
  TInput = void,
  TParsed = TInput,
  TOutput = unknown,
  const TOffline extends 'queue' | 'fail' = 'fail',
>(
  name: TName,
  config: WriteConfig<TInput, TParsed, TOutput, TOffline>,
): WriteOperation<TName, TInput, TParsed, TOutput, TOffline> {
  requireOptions<{ readonly name: string }>(
    'defineWrite',
    { name },
    { name: 'a text that is not empty' },
  );
  requireOptions('defineWrite', config, {
    // `run` refuses a value that is not a schema, and names libraries that have one.
    input: 'anything?',
    output: 'anything?',
    request: 'a function',
    offline: 'one of queue, fail?',
    lane: 'a function?',
    invalidates: 'a list?',
    honoursKey: 'true or false?',
    version: 'a whole number from 0 on?',
    undoMs: 'a number from 0 on?',
    maxAgeMs: 'a number above 0?',
    migrate: 'an object?',
    after: 'a function?',
    temporaryId: 'a function?',
    idPointer: 'a text?',
    coalesce: 'anything?',
    coalesceKey: 'a function?',
    cost: 'a function?',
    accept: 'anything?',
    goneIsDone: 'true or false?',
  });
  const { offline = 'fail' as TOffline, lane = () => name, invalidates = [], ...rest } = config;
  const { honoursKey = true, version = 1, accept = 'json', goneIsDone = false, idPointer } = rest;
  return Object.freeze({
    ...rest,
    ...{ kind: 'write', name, offline, lane, honoursKey, version },
    invalidates: invalidates.map((read) => read.name),
    expectation: {
      ...{ accept, goneIsDone },
      ...(rest.output === undefined && { unneeded: true }),
      ...(idPointer !== undefined && { idPointer }),
    },
  }) as WriteOperation<TName, TInput, TParsed, TOutput, TOffline>;
}
