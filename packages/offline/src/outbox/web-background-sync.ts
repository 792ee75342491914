import { SYNC_TAG, WAKE_MESSAGE } from './replay-signals.ts';

/** Hands work over to the app's service worker, if there is one. Never rejects. */
export interface Background {
  /** Asks the browser to start the worker when there is a network, even after the user has closed the page. */
  requestSync(): void;
  /** Tells a worker that is there already to drain now. */
  wakeWorker(): void;
}

interface SyncRegistration {
  readonly active: ServiceWorker | null;
  readonly sync?: { register(tag: string): Promise<void> };
}

/** The part of `navigator.serviceWorker` that this needs. Absent on a server, and in pages without HTTPS. */
interface Workers {
  getRegistration(): Promise<SyncRegistration | undefined>;
}

export function webBackground(
  workers: Workers | undefined = globalThis.navigator?.serviceWorker,
): Background {
  let known: SyncRegistration | undefined;
  // `ready` would wait for ever in an app without a worker.
  const find = async (): Promise<SyncRegistration | undefined> =>
    (known = await workers?.getRegistration());
  const wake = (registration: SyncRegistration | undefined): void =>
    registration?.active?.postMessage(WAKE_MESSAGE);
  find().catch(() => {});

  return {
    requestSync() {
      // The browser may refuse without a permission, in private windows and in web views. The page sends anyway.
      find()
        .then((registration) => registration?.active && registration.sync?.register(SYNC_TAG))
        .catch(() => {});
    },
    wakeWorker() {
      // A page that is being closed does not live to hear where its worker is.
      if (known?.active) wake(known);
      else
        find()
          .then(wake)
          .catch(() => {});
    },
  };
}
