import type { Observable } from '../../observable/observable.ts';
import type { EntryEnd, EntryState } from '../../ports/outbox-port.ts';

/** Whether an entry has left the outbox. */
export function hasEnded(state: EntryState | EntryEnd): state is EntryEnd {
  return ['applied', 'cancelled', 'failed', 'unknown'].includes(state.kind);
}

/** Calls once with the end of an entry, at once if it has ended already. Returns the undo. */
export function onEnd(
  state: Observable<EntryState | EntryEnd>,
  ended: (end: EntryEnd) => void,
): () => void {
  let isOver = false;
  const look = (): void => {
    const now = state.getSnapshot();
    if (isOver || !hasEnded(now)) return;
    leave();
    ended(now);
  };
  const stop = state.subscribe(look);
  const leave = (): void => {
    isOver = true;
    stop();
  };
  look();
  return leave;
}
