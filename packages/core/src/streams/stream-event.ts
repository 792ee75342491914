import type { Failure } from '../failures/failure.ts';
import type { ProtocolEnvelope } from './envelope.ts';

/**
 * An event as the app gets it. Events of the protocol stay as they are. An event of the app is `own`, with the
 * output of its schema. An error holds the `Failure` that the server's problem stands for.
 */
export type StreamEvent<TEvent = unknown> =
  | Exclude<ProtocolEnvelope, { readonly type: 'error' }>
  | { readonly seq: number; readonly type: 'own'; readonly event: TEvent }
  | { readonly seq: number; readonly type: 'error'; readonly failure: Failure };
