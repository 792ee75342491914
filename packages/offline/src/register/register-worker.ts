import {
  createCell,
  Failure,
  type Observable,
  type UnsavedWork,
  type UpdateState,
} from '@holdfast/core';
import { surface, webPlatform, type Platform } from '@holdfast/core/parts';
import { WORKER_FAILED, WORKER_UPDATE_FAILED } from '@holdfast/core/failures';
import { nextUpdate, type UpdateEvent, type UpdateLifecycle } from './update-lifecycle-state.ts';
import { webWorkerHost } from './web-worker-host.ts';
import type { WorkerHost } from './worker-host.ts';

export interface WorkerOptions {
  /** The worker's script, on the app's own origin. */
  readonly url: string;
  /** @default the folder of the script */
  readonly scope?: string;
  /** The work that a reload must not lose. @default none */
  readonly unsavedWork?: Pick<UnsavedWork, 'labels'>;
  /** @default the page that runs this */
  readonly host?: WorkerHost;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'schedule'>;
}

export interface WorkerRegistration {
  readonly updates: Observable<UpdateState>;
  /**
   * Resolves when a worker is active. Rejects with `WORKER_FAILED` when the browser gives no worker, or when none
   * became active within a minute. Rejects with `WORKER_UPDATE_FAILED` when the new script does not install and an
   * earlier worker goes on. Rejects with `CONTEXT_INSECURE` on a page that came by plain HTTP from another machine.
   */
  readonly ready: Promise<void>;
  /** Stops listening. The worker stays registered. */
  dispose(): void;
}

/**
 * Registers the app's service worker and handles its updates. An update waits until the app calls `apply`. A tab
 * with unsaved work never reloads: its own `apply` does nothing then, and when another tab applies the update, this
 * tab becomes `applied` instead. It reloads later, when the app calls `apply`, or by itself when it is hidden and
 * nothing is unsaved any more.
 *
 * The worker must call `skipWaiting()` when it gets the message `{ type: 'SKIP_WAITING' }`, and at no other time.
 */
export function registerWorker(options: WorkerOptions): WorkerRegistration {
  const { url, scope, unsavedWork, host = webWorkerHost(url, scope) } = options;
  const { platform = webPlatform } = options;
  const updates = createCell<UpdateState>({ kind: 'current' });
  let lifecycle: UpdateLifecycle = host.isControlled() ? 'current' : 'uncontrolled';

  const isUnsaved = (): boolean => {
    try {
      return (unsavedWork?.labels.getSnapshot().length ?? 0) > 0;
    } catch (error) {
      surface(error);
      // A tab whose list of unsaved work throws may have unsaved work.
      return true;
    }
  };

  function take(event: UpdateEvent): void {
    const step = nextUpdate(lifecycle, event);
    lifecycle = step.lifecycle;
    if (step.effect === 'skip-waiting') host.skipWaiting();
    if (step.effect === 'reload') host.reload();
    const kind = KIND_OF[lifecycle];
    if (kind !== updates.getSnapshot().kind) {
      updates.set(kind === 'current' ? { kind } : { kind, apply });
    }
  }
  const apply = (): void => take({ type: 'apply', unsaved: isUnsaved() });
  const look = (): void => {
    take({ type: 'looked', unsaved: isUnsaved(), hidden: host.isHidden() });
  };

  const leave = [
    host.onWaiting(() => take({ type: 'waiting' })),
    host.onTookOver(() => take({ type: 'took-over', unsaved: isUnsaved() })),
    host.onVisibility(look),
    unsavedWork?.labels.subscribe(look),
  ];
  const registered = host.register().catch((failure: unknown) => {
    // The worker that controls the page goes on.
    throw lifecycle === 'uncontrolled'
      ? failure
      : new Failure(WORKER_UPDATE_FAILED, { cause: failure });
  });
  const ready = within(registered, platform);
  // Most apps go on without a worker. An app that needs to know awaits `ready`.
  ready.catch(() => {});

  return {
    updates: { getSnapshot: updates.getSnapshot, subscribe: updates.subscribe },
    ready,
    dispose: () => leave.forEach((stop) => stop?.()),
  };
}

const READY_WITHIN_MS = 60_000;

/** The wait ends even if the worker never finishes installing. */
function within(
  registered: Promise<void>,
  { schedule }: Pick<Platform, 'schedule'>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = schedule(READY_WITHIN_MS, () => reject(new Failure(WORKER_FAILED)));
    registered.then(resolve, reject).finally(cancel);
  });
}

const KIND_OF: Readonly<Record<UpdateLifecycle, UpdateState['kind']>> = {
  uncontrolled: 'current',
  current: 'current',
  waiting: 'waiting',
  applying: 'waiting',
  applied: 'applied',
  reloading: 'applied',
};
