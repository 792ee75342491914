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
   * Begins the stream, or joins it when any tab reads it already. The device sets a text from before aside. Never
   * rejects; resolves when the stream is done or its reader stops.
   */
  start(options?: RunOptions): Promise<StreamOutcome<TEvent>>;
  /**
   * Asks for the rest at once, or joins the stream when any tab reads it. Gives a stream that came whole as it is.
   * Begins a stream anew, with its cost, when the server cannot give the rest. Never rejects.
   */
  resume(options?: RunOptions): Promise<StreamOutcome<TEvent>>;
  /** Leaves the stream. The text stays; the server goes on, and so does the bill. */
  abort(): void;
  /**
   * Stops the server, and with it the bill. Rejects with the `Failure` of its request; the stream then goes on.
   */
  cancel(): Promise<void>;
  /** Removes the kept text from the device. Rejects with a storage `Failure`. */
  forget(): Promise<void>;
}
