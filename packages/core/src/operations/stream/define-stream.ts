import { requireOptions } from '#options';
import type { RequestDescription } from '../../exchange/request/request-description.ts';
import type { StandardSchema } from '../../schema/standard-schema.ts';
import type { StreamOperation } from '../operation.ts';

export interface StreamConfig<TInput, TParsed, TEvent> {
  /** The schema of the input that callers give. Without a schema the operation takes no input. */
  readonly input?: StandardSchema<TInput, TParsed>;
  /** The schema of the app's own events. Without a schema these are `unknown`. */
  readonly event?: StandardSchema<unknown, TEvent>;
  readonly request: (input: TParsed) => RequestDescription;
  /** The most that one run can cost, in integer micro-units. @default free */
  readonly cost?: (input: TParsed) => number;
}

/** Describes a streamed text once: the request that begins it, and the events that come with the text. */
export function defineStream<
  const TName extends string,
  TInput = void,
  TParsed = TInput,
  TEvent = unknown,
>(
  name: TName,
  config: StreamConfig<TInput, TParsed, TEvent>,
): StreamOperation<TName, TInput, TParsed, TEvent> {
  requireOptions<{ readonly name: string }>(
    'defineStream',
    { name },
    { name: 'a text that is not empty' },
  );
  requireOptions('defineStream', config, {
    // `run` refuses a value that is not a schema, and names libraries that have one.
    input: 'anything?',
    event: 'anything?',
    request: 'a function',
    cost: 'a function?',
  });
  return Object.freeze({
    kind: 'stream',
    name,
    input: config.input,
    event: config.event,
    request: config.request,
    cost: config.cost,
  });
}
