import { Failure } from '@holdfast/core';
import { CONTEXT_INSECURE, WORKER_FAILED } from '@holdfast/core/failures';
// Imported as a whole, because in Node it is CommonJS and has no named exports before it runs.
import * as workboxWindow from 'workbox-window';
import { webTrustedUrl } from './web-trusted-url.ts';
import type { WorkerHost } from './worker-host.ts';

/** The page that runs this, and its service worker by way of workbox-window. */
export function webWorkerHost(url: string, scope: string | undefined): WorkerHost {
  const { document, navigator } = globalThis as Partial<Pick<Window, 'document' | 'navigator'>>;
  const container = navigator?.serviceWorker;
  const trusted = container && webTrustedUrl(url);
  let workbox: workboxWindow.Workbox | undefined;

  const [found, waits, tookOver] = [listeners(), listeners(), listeners()];

  const hear = async (registration: ServiceWorkerRegistration): Promise<void> => {
    const { active, installing } = registration;
    // The first worker is no update.
    if (!active || !installing) return;
    found.tell();
    await whenInstalled(installing);
    if (registration.waiting === installing) waits.tell();
  };
  // Workbox's own events do not help: it reports one update that another tab began, and no second one.
  const follow = (registration: ServiceWorkerRegistration): void => {
    registration.addEventListener('updatefound', () => void hear(registration));
    if (registration.waiting) waits.tell();
    void hear(registration);
  };

  return {
    isControlled: () => (container?.controller ?? null) !== null,
    async register() {
      if (!trusted && document && !globalThis.isSecureContext) throw new Failure(CONTEXT_INSECURE);
      if (!trusted) throw new Failure(WORKER_FAILED, { retry: 'never' });
      try {
        // An object of `Workbox` registers once, so each try has its own.
        workbox = new workboxWindow.Workbox(trusted, scope === undefined ? {} : { scope });
        const registration = await workbox.register();
        // `workbox.active` would wait for exactly the script just asked for, even when that has to wait for open
        // pages.
        if (registration) follow(registration);
        if (registration && !registration.active) await whenFirstActive(registration);
      } catch (error) {
        throw new Failure(WORKER_FAILED, { cause: error });
      }
    },
    async update() {
      const registration = await container?.getRegistration(scope);
      await registration?.update();
      if (registration?.installing) await whenInstalled(registration.installing);
      return (registration?.waiting ?? null) !== null;
    },
    onFound: found.add,
    onWaiting: waits.add,
    onTookOver(listener) {
      const stop = tookOver.add(listener);
      // Workbox's `controlling` does not help: Workbox hears nothing before it has registered, which is after `load`.
      container?.addEventListener('controllerchange', listener);
      return () => {
        stop();
        container?.removeEventListener('controllerchange', listener);
      };
    },
    async skipWaiting() {
      const { waiting } = (await container?.getRegistration(scope)) ?? {};
      // A page that no worker controls, as on the first visit, hears of no new controller.
      if (!waiting) return tookOver.tell();
      waiting.addEventListener('statechange', () => {
        if (waiting.state === 'activated') tookOver.tell();
      });
      workbox?.messageSkipWaiting();
    },
    isHidden: () => document?.visibilityState === 'hidden',
    onVisibility(listener) {
      document?.addEventListener('visibilitychange', listener);
      return () => document?.removeEventListener('visibilitychange', listener);
    },
    reload: () => location.reload(),
  };
}

interface Listeners {
  add(listener: () => void): () => void;
  tell(): void;
}

function listeners(): Listeners {
  const all = new Set<() => void>();
  return {
    add(listener) {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell: () => all.forEach((listener) => listener()),
  };
}

/** Rejects when the first worker does not install, for example because the server lacks a file of its list. */
async function whenFirstActive({ installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const worker = installing ?? waiting;
  if (!worker) return;
  // With `ready` of the container, a page outside of the worker's scope would wait for ever.
  await whenLeft(worker, ['installing', 'installed']);
  if (worker.state === 'redundant') throw new Error('The worker did not install.');
}

/** Resolves when the worker is installed, or when it could not be. */
function whenInstalled(worker: ServiceWorker): Promise<void> {
  return whenLeft(worker, ['installing']);
}

/** Resolves when the worker is in none of these states. */
function whenLeft(worker: ServiceWorker, states: readonly ServiceWorkerState[]): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!states.includes(worker.state)) resolve();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}
