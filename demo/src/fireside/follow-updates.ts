import {
  createCell,
  type Holdfast,
  type Observable,
  type UnsavedWork,
  type UpdateState,
} from '@holdfast/core';
import { quiet } from '../start/web-quiet.ts';

/**
 * Registers the worker when the page has loaded and what it reads first has come, because a new worker loads all of
 * the app. Until then there is no newer version to tell of.
 */
export function followUpdates(
  unsavedWork: UnsavedWork,
  sink: Holdfast['sink'],
): Observable<UpdateState> {
  const updates = createCell<UpdateState>({ kind: 'current' });
  const register = async (): Promise<void> => {
    await quiet();
    const { registerWorker } = await import('./register-worker.ts');
    const registration = registerWorker({ url: '/worker.js', unsavedWork, sink });
    const follow = (): void => updates.set(registration.updates.getSnapshot());
    registration.updates.subscribe(follow);
    follow();
  };
  // A part that does not load now loads with the next page.
  register().catch(() => {});
  return updates;
}
