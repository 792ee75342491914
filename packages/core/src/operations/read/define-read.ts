import type { Failure } from '../../failures/failure.ts';
import type { Expectation } from '../../exchange/answer/expectation.ts';
import type { RequestDescription } from '../../exchange/request/request-description.ts';
import type { StandardSchema } from '../../schema/standard-schema.ts';
import type { ReadOperation } from '../operation.ts';

export interface ReadConfig<TInput, TParsed, TOutput, TStaleMs, TFallback> {
  /** What callers give. Without a schema the operation takes no input. */
  readonly input?: StandardSchema<TInput, TParsed>;
  /** What the server must answer. Without a schema the value is `unknown`. */
  readonly output?: StandardSchema<unknown, TOutput>;
  readonly request: (input: TParsed) => RequestDescription;
  /** How old a kept answer may be, in milliseconds, to stand in for a failed read. @default never */
  readonly staleIfErrorMs?: TStaleMs;
  /** The last rung before `failed`. It must not throw. */
  readonly fallback?: TFallback & ((failure: Failure, input: TParsed) => TOutput);
  /** The most it can cost, in integer micro-units. A paid read is sent with a key. @default free */
  readonly cost?: (input: TParsed) => number;
  /** @default 'json' */
  readonly accept?: Expectation['accept'];
}

/** Describes a read once; its outcome's type has the rungs that the description gives it. */
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
  return Object.freeze({
    kind: 'read',
    name,
    input: config.input,
    output: config.output,
    request: config.request,
    expectation: { accept: config.accept ?? 'json' },
    staleIfErrorMs: config.staleIfErrorMs,
    fallback: config.fallback,
    cost: config.cost,
  });
}
