import { Failure, withContext } from '../../failures/failure.ts';
import { DEFECT } from '../../failures/kinds/runtime.ts';
import { ENTRY_CANCELLED, ENTRY_UNKNOWN } from '../../failures/kinds/stream-and-queue.ts';
import { createCell } from '../../observable/cell.ts';
import { surface } from '../../observable/web-surface.ts';
import type { EntryEnd, EntryState, OutboxHandle, OutboxPort } from '../../ports/outbox-port.ts';
import { checkAnswer } from '../../runtime/check-answer.ts';
import type { Run } from '../../runtime/run.ts';
import type { WriteOperation } from '../operation.ts';
import { onEnd } from './entry-end.ts';

/** A handle for an entry, which an earlier page may have added. */
export function createHandle<T>(
  outbox: Pick<OutboxPort, 'follow'>,
  id: string,
  output: WriteOperation<string, never, never, T>['output'],
  run: Pick<Run, 'incidentId'> & {
    /** Whether the app, although it gave no `output`, lacks an answer that could not be read. */
    readonly needsValue?: boolean;
  },
): OutboxHandle<T> {
  const { incidentId, needsValue = output !== undefined } = run;
  const state = followSafely(outbox, id, incidentId);
  const ended = new Promise<EntryEnd>((resolve) => onEnd(state, resolve));
  const synced = ended.then((end) => {
    if (end.kind === 'cancelled') throw new Failure(ENTRY_CANCELLED, { incidentId });
    if (end.kind === 'unknown') throw new Failure(ENTRY_UNKNOWN, { incidentId });
    if (end.kind === 'failed') throw withContext(end.failure, { incidentId });
    // The write took effect. Only an answer that the app reads can be wrong.
    if (end.failure && needsValue) throw withContext(end.failure, { incidentId });
    return end.failure ? (undefined as T) : checkAnswer(output, end.value, { incidentId });
  });
  // A caller need not listen, because the state and the entry list say the same.
  synced.catch(() => {});
  return { id, synced, state };
}

/** An outbox that the app wrote itself may throw where it should not. */
function followSafely(
  outbox: Pick<OutboxPort, 'follow'>,
  id: string,
  incidentId: string,
): OutboxHandle['state'] {
  try {
    return outbox.follow(id);
  } catch (cause) {
    surface(cause);
    const failure = new Failure(DEFECT, { incidentId, effect: 'unknown', cause });
    return createCell<EntryState | EntryEnd>({ kind: 'failed', failure });
  }
}
