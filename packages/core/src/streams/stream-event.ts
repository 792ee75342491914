import type { Failure } from '../failures/failure.ts';
import type { ProtocolEnvelope } from './envelope.ts';

/**
 * An event as the app gets it: those of the protocol, its own as `own` with what its schema made of it,
 * and an error as the `Failure` that the server's problem stands for.
 */
export type StreamEvent<TEvent = unknown> =
  | Exclude<ProtocolEnvelope, { readonly type: 'error' }>
  | { readonly seq: number; readonly type: 'own'; readonly event: TEvent }
  | { readonly seq: number; readonly type: 'error'; readonly failure: Failure };
