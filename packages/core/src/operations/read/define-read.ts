import { requireOptions } from '#options';
import type { Failure } from '../../failures/failure.ts';
import type { Expectation } from '../../exchange/answer/expectation.ts';
import type { RequestDescription } from '../../exchange/request/request-description.ts';
import type { StandardSchema } from '../../schema/standard-schema.ts';
import type { ReadOperation } from '../operation.ts';

export interface ReadConfig<TInput, TParsed, TOutput, TStaleMs, TFallback> {
  /** The schema of the input that callers give. Without a schema the operation takes no input. */
  readonly input?: StandardSchema<TInput, TParsed>;
  /** The schema of the answer. Without a schema the value is `unknown`. */
  readonly output?: StandardSchema<unknown, TOutput>;
  readonly request: (input: TParsed) => RequestDescription;
  /**
   * The greatest age of a kept answer that may stand in for a failed read, in milliseconds. @default no answer is
   * kept
   */
  readonly staleIfErrorMs?: TStaleMs;
  /** Gives a value when there is neither a live nor a kept answer. It must not throw. @default the read fails then */
  readonly fallback?: TFallback & ((failure: Failure, input: TParsed) => TOutput);
  /** The most that one run can cost, in integer micro-units. A read with a cost is sent with a key. @default free */
  readonly cost?: (input: TParsed) => number;
  /** @default 'json' */
  readonly accept?: Expectation['accept'];
}

/**
 * Describes a read once: its request, its answer, and what it gives without a live answer. The type of its outcome
 * follows from the description.
 */
export function defineRead<
  const TName extends string,
  TInput = void,
  TParsed = TInput,
  TOutput = unknown,
  TStaleMs extends number = never,
  TFallback = never,
>(
  name: TName,
  config: ReadConfig<TInput, TParsed, TOutput, TStaleMs, TFallback>,
): ReadOperation<
  TName,
  TInput,
  TParsed,
  TOutput,
  | ([TStaleMs] extends [never] ? never : 'stale')
  | ([TFallback] extends [never] ? never : 'fallback')
> {
  requireOptions<{ readonly name: string }>(
    'defineRead',
    { name },
    { name: 'a text that is not empty' },
  );
  requireOptions('defineRead', config, {
    // `run` refuses a value that is not a schema, and names libraries that have one.
    input: 'anything?',
    output: 'anything?',
    request: 'a function',
    staleIfErrorMs: 'a number above 0?',
    fallback: 'a function?',
    cost: 'a function?',
    accept: 'anything?',
  });
  const { accept = 'json', ...rest } = config;
  return Object.freeze({ ...rest, kind: 'read', name, expectation: { accept } }) as ReturnType<
    typeof defineRead<TName, TInput, TParsed, TOutput, TStaleMs, TFallback>
  >;
}
