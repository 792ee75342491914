import type { Observable } from '../observable/observable.ts';
import type { StreamOutcome } from '../operations/outcome.ts';
import type { RunOptions } from '../runtime/run.ts';
import type { StreamEvent } from './stream-event.ts';
import type { StreamState } from './stream-state.ts';

/**
 * A stream that is followed: where it stands, and its events as they come. The state is told at most
 * once a frame while text flows, and whenever its kind changes.
 *
 * Iterating gives the events from then on that this tab receives, and holds the stream back when they
 * are not taken; it ends when the stream settles.
 */
export interface StreamWatch<TEvent = unknown>
  extends Observable<StreamState<TEvent>>, AsyncIterable<StreamEvent<TEvent>> {
  /**
   * Begins the stream, or joins it where it is under way already, in whichever tab. A text that is
   * kept from before makes room for the new one. Never rejects; resolves when nobody goes on trying.
   */
  start(options?: RunOptions): Promise<StreamOutcome<TEvent>>;
  /**
   * Goes on at once where it broke off, or joins it where it is under way. A stream that came whole is
   * told as it is; one that cannot be gone on with is begun anew, with its cost. Never rejects.
   */
  resume(options?: RunOptions): Promise<StreamOutcome<TEvent>>;
  /** Leaves the stream: the text stays, the server goes on, and so does the bill. */
  abort(): void;
  /**
   * Stops the server, and with it the bill. Rejects with the `Failure` of its request; then the stream
   * goes on.
   */
  cancel(): Promise<void>;
  /** Removes the kept text from the device. Rejects with a storage `Failure`. */
  forget(): Promise<void>;
}
