import {
  createCell,
  type Holdfast,
  type Observable,
  type UnsavedWork,
  type UpdateState,
} from '@holdfast/core';

/**
 * Registers the worker when the page has loaded, so that the worker does not take the line from the first load. Until
 * then there is no newer version to tell of.
 */
export function followUpdates(
  unsavedWork: UnsavedWork,
  sink: Holdfast['sink'],
): Observable<UpdateState> {
  const updates = createCell<UpdateState>({ kind: 'current' });
  const register = async (): Promise<void> => {
    const { registerWorker } = await import('./register-worker.ts');
    const registration = registerWorker({ url: '/worker.js', unsavedWork, sink });
    const follow = (): void => updates.set(registration.updates.getSnapshot());
    registration.updates.subscribe(follow);
    follow();
  };
  // A part that does not load now loads with the next page.
  const begin = (): void => void register().catch(() => {});
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });
  return updates;
}
