import type { Observable } from '../../observable/observable.ts';
import { tell } from '../../observable/tell.ts';
import type { HandleState, OutboxPort } from '../../ports/outbox-port.ts';

const QUEUED: HandleState = Object.freeze({ kind: 'queued' });

/** The state of an entry: read from the entry while it is in the outbox, and from its end afterwards. */
export function handleState(
  outbox: Pick<OutboxPort, 'entries'>,
  id: string,
  ended: Promise<HandleState>,
): Observable<HandleState> {
  const listeners = new Set<() => void>();
  let last = QUEUED;
  let isOver = false;
  const look = (): HandleState => {
    if (isOver) return last;
    // An entry that has just left keeps its last state until its end is known.
    last = outbox.entries.getSnapshot().find((view) => view.id === id)?.state ?? last;
    return last;
  };
  const finish = async (): Promise<void> => {
    last = await ended;
    isOver = true;
    tell(listeners);
  };
  void finish();
  return {
    getSnapshot: look,
    subscribe(listener) {
      let before = look();
      const hear = (): void => {
        const now = look();
        if (Object.is(before, now)) return;
        before = now;
        listener();
      };
      listeners.add(hear);
      const leave = outbox.entries.subscribe(hear);
      return () => {
        listeners.delete(hear);
        leave();
      };
    },
  };
}
