import type { Observable } from '../observable/observable.ts';

/** Whether the page is shown. Where there is no document, as in a worker or on a device, it counts as shown. */
export function webVisible(): Observable<boolean> {
  const { document } = globalThis as {
    readonly document?: EventTarget & { readonly visibilityState: string };
  };
  return {
    getSnapshot: () => document?.visibilityState !== 'hidden',
    subscribe(listener) {
      document?.addEventListener('visibilitychange', listener);
      return () => document?.removeEventListener('visibilitychange', listener);
    },
  };
}
