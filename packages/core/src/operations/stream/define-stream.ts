import type { RequestDescription } from '../../exchange/request/request-description.ts';
import type { StandardSchema } from '../../schema/standard-schema.ts';
import type { StreamOperation } from '../operation.ts';

export interface StreamConfig<TInput, TParsed, TEvent> {
  /** The input of callers. Without a schema the operation takes none. */
  readonly input?: StandardSchema<TInput, TParsed>;
  /** Checks each event of the app. Without a schema events are `unknown`. */
  readonly event?: StandardSchema<unknown, TEvent>;
  readonly request: (input: TParsed) => RequestDescription;
  /** The most it can cost, in integer micro-units. @default free */
  readonly cost?: (input: TParsed) => number;
}

/** Describes a stream once. */
export function defineStream<
  const TName extends string,
  TInput = void,
  TParsed = TInput,
  TEvent = unknown,
>(
  name: TName,
  config: StreamConfig<TInput, TParsed, TEvent>,
): StreamOperation<TName, TInput, TParsed, TEvent> {
  return Object.freeze({
    kind: 'stream',
    name,
    input: config.input,
    event: config.event,
    request: config.request,
    cost: config.cost,
  });
}
