import type { Observable } from '../observable/observable.ts';
import type { StreamOutcome } from '../operations/outcome.ts';
import type { RunOptions } from '../runtime/run.ts';
import type { StreamEvent } from './stream-event.ts';
import type { StreamState } from './stream-state.ts';

/**
 * One stream: its state, and its events as they come. Listeners hear of the state at most once a frame while text
 * flows, and whenever its kind changes.
 *
 * Iterating gives the events that this tab receives from then on. An iterator that does not take them holds the
 * stream back. It ends when the stream settles.
 */
export interface StreamWatch<TEvent = unknown>
  extends Observable<StreamState<TEvent>>, AsyncIterable<StreamEvent<TEvent>> {
  /**
   * Begins the stream, or joins it when any tab reads it already. A kept text of an earlier stream is set aside
   * first. Resolves when the stream is done or its reader stops. Never rejects. A caller that aborts its signal waits no
   * longer; when the last caller has, the reader stops as after `abort`.
   */
  start(options?: RunOptions): Promise<StreamOutcome<TEvent>>;
  /**
   * Requests the rest at once, or joins the stream when any tab reads it. A stream that came whole is given as it
   * is. When the server cannot give the rest, the stream begins anew, with its cost. Never rejects.
   */
  resume(options?: RunOptions): Promise<StreamOutcome<TEvent>>;
  /** Stops reading. The text stays on the device. The server goes on generating, and the bill grows. */
  abort(): void;
  /**
   * Stops the server, and with it the bill. Rejects with the `Failure` of its request; the stream then goes on.
   */
  cancel(): Promise<void>;
  /** Removes the kept text from the device. Rejects with a storage `Failure`. */
  forget(): Promise<void>;
}
