import {
  createCell,
  Failure,
  type Observable,
  type UnsavedWork,
  type UpdateState,
} from '@holdfast/core';
import {
  surface,
  webPlatform,
  type Platform,
  type RestartState,
  requireOptions,
} from '@holdfast/core/parts';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import { WORKER_FAILED, WORKER_UPDATE_FAILED } from '@holdfast/core/failures';
import type { PutOff } from './put-off.ts';
import type { QuietTabs } from './quiet-tabs.ts';
import { registerAgain } from './register-again.ts';
import { nextUpdate, type UpdateEvent, type UpdateLifecycle } from './update-lifecycle-state.ts';
import { webPutOff } from './web-put-off.ts';
import { webQuietTabs } from './web-quiet-tabs.ts';
import { webWorkerHost } from './web-worker-host.ts';
import type { WorkerHost } from './worker-host.ts';

export interface WorkerOptions {
  /** The worker's script, on the app's own origin. */
  readonly url: string;
  /** @default the folder of the script */
  readonly scope?: string;
  /** The work that a reload must not lose. @default none */
  readonly unsavedWork?: Pick<UnsavedWork, 'labels'>;
  /** How long "later" lasts when no newer version comes. @default 14_400_000, which is four hours */
  readonly laterMs?: number;
  /** The name of the outbox, whose bursts an update does not break off. @default 'holdfast-outbox' */
  readonly outbox?: string;
  /** @default the page that runs this */
  readonly host?: WorkerHost;
  /** @default the Web Locks of the origin */
  readonly quietTabs?: QuietTabs;
  /** @default `localStorage` */
  readonly putOff?: PutOff;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now' | 'schedule' | 'random'>;
  /** Hears when the page registers the first worker again, and how that ended. @default none */
  readonly sink?: TelemetrySink | undefined;
}

export interface WorkerRegistration {
  readonly updates: Observable<UpdateState>;
  /**
   * Resolves when a worker is active. Rejects with `WORKER_FAILED` when the browser gives no worker, when the first one
   * does not install, or when none became active within a minute. Rejects with `WORKER_UPDATE_FAILED` when the script
   * of an update does not load or throws, and an earlier worker goes on. Rejects with `CONTEXT_INSECURE` on a page that
   * came by plain HTTP from another machine. When the first worker fails, the page registers it again, three times at
   * most, with a growing wait; `ready` speaks of the first time. An update that loads and then does not install is no rejection: the
   * browser tries again at the next visit.
   */
  readonly ready: Promise<void>;
  /**
   * Says that the server has a newer version than this page. Looks for a newer worker, then offers the update, also
   * when the user had put it off. With `byItself` the page moves to the new version without the user, as soon as
   * nothing is unsaved and the user does not look at it, or at once when nothing is unsaved now.
   */
  outdated(byItself: boolean): Promise<void>;
  /** Stops listening. The worker stays registered. */
  dispose(): void;
}

/**
 * Registers the app's service worker and handles its updates. An update waits until the user calls `apply`. Then it
 * starts when no tab has unsaved work and no burst of the outbox is under way. A tab with unsaved work never reloads:
 * its own `apply` does nothing. When the new worker takes over nevertheless, this tab becomes `applied`. It reloads
 * when the user calls `apply`, or by itself when it is hidden and nothing is unsaved any more.
 *
 * The worker must call `skipWaiting()` when it gets the message `{ type: 'SKIP_WAITING' }`, and at no other time.
 */
export function registerWorker(options: WorkerOptions): WorkerRegistration {
  requireOptions('registerWorker', options, {
    url: 'a text that is not empty',
    scope: 'a text?',
    unsavedWork: 'an object?',
    laterMs: 'a number above 0?',
    outbox: 'a text that is not empty?',
    host: 'an object with register, update?',
    quietTabs: 'an object?',
    putOff: 'an object?',
    platform: 'an object with now, schedule, random?',
    sink: 'a function?',
  });

  const { url, scope, unsavedWork, host = webWorkerHost(url, scope) } = options;
  const { platform = webPlatform, laterMs = 4 * 3_600_000, outbox = 'holdfast-outbox' } = options;
  const { putOff = webPutOff(), quietTabs = webQuietTabs(outbox, platform), sink } = options;
  const updates = createCell<UpdateState>({ kind: 'current' });
  let lifecycle: UpdateLifecycle = host.isControlled() ? 'current' : 'uncontrolled';
  let waiting: AbortController | undefined;
  let release: (() => void) | undefined;
  let cancelQuestion: (() => void) | undefined;
  let stopHolding: (() => void) | undefined;
  let foundAt = -Infinity;

  const isUnsaved = (): boolean => {
    try {
      return (unsavedWork?.labels.getSnapshot().length ?? 0) > 0;
    } catch (error) {
      surface(error);
      // A tab whose list of unsaved work throws may have unsaved work.
      return true;
    }
  };

  /** Milliseconds until the user may be asked again. A time too far away comes from another clock. */
  const putOffFor = (): number => {
    const leftMs = putOff.getSnapshot() - platform.now();
    return leftMs > 0 && leftMs <= laterMs ? leftMs : 0;
  };

  const publish = (): void => {
    const kind = KIND_OF[lifecycle];
    const leftMs = kind === 'current' ? 0 : putOffFor();
    const shown = updates.getSnapshot();
    cancelQuestion?.();
    cancelQuestion = leftMs > 0 ? platform.schedule(leftMs, publish) : undefined;
    const isPutOff = leftMs > 0;
    if (kind === shown.kind && (kind === 'current' || isPutOff === isPutOffIn(shown))) return;
    updates.set(kind === 'current' ? { kind } : { kind, apply, later, isPutOff });
  };

  /** Holds off bursts until the page has reloaded, or stays after all. */
  const leaveQuietly = (): Promise<void> =>
    new Promise((resolve) => {
      const cancel = platform.schedule(LEAVE_WITHIN_MS, () => release?.());
      release = () => {
        cancel();
        release = undefined;
        resolve();
        take({ type: 'gave-up' });
      };
      take({ type: 'quiet', unsaved: isUnsaved() });
      if (lifecycle !== 'applying' && lifecycle !== 'reloading') release();
    });

  const wait = (what: 'tabs' | 'sends'): void => {
    waiting?.abort();
    waiting = new AbortController();
    quietTabs.whenQuiet(what, leaveQuietly, waiting.signal);
  };

  function take(event: UpdateEvent): void {
    const before = lifecycle;
    const { lifecycle: next, effect } = nextUpdate(lifecycle, event);
    lifecycle = next;
    if (before === 'asked' && next !== before && next !== 'applying') waiting?.abort();
    if (effect === 'wait-for-tabs') wait('tabs');
    if (effect === 'wait-for-burst') wait('sends');
    if (effect === 'skip-waiting') host.skipWaiting().catch(() => {});
    if (effect === 'reload') host.reload();
    publish();
  }
  const apply = (): void => take({ type: 'apply', unsaved: isUnsaved() });
  const later = (): void => {
    putOff.set(platform.now() + laterMs);
    take({ type: 'put-off' });
  };
  /** Tells the other tabs whether this one has unsaved work. */
  const tellTabs = (unsaved: boolean): void => {
    if (unsaved) stopHolding ??= quietTabs.hold();
    else {
      stopHolding?.();
      stopHolding = undefined;
    }
  };
  const look = (): void => {
    const unsaved = isUnsaved();
    tellTabs(unsaved);
    take({ type: 'looked', unsaved, hidden: host.isHidden() });
  };

  const tell = (restart: RestartState): void =>
    sink?.({
      ...{ type: 'restart.changed', at: platform.now(), what: 'worker', name: url, ...restart },
    });

  const leave = [
    host.onFound(() => void (foundAt = platform.now())),
    host.onWaiting(() => {
      // A hidden tab may hear late of a version for which another tab has said "later" already.
      if (putOff.getSnapshot() - laterMs <= foundAt) putOff.set(0);
      take({ type: 'waiting' });
    }),
    host.onTookOver(() => {
      take({ type: 'took-over', unsaved: isUnsaved() });
      if (lifecycle !== 'reloading') release?.();
    }),
    host.onVisibility(look),
    putOff.subscribe(publish),
    unsavedWork?.labels.subscribe(look),
  ];
  tellTabs(isUnsaved());
  let isDisposed = false;
  let stopRegistering: (() => void) | undefined;
  const registered = host.register().catch((failure: unknown) => {
    // The worker that controls the page goes on.
    if (lifecycle !== 'uncontrolled') throw new Failure(WORKER_UPDATE_FAILED, { cause: failure });
    if (!isDisposed)
      stopRegistering = registerAgain({ register: host.register, tell, platform }, failure);
    throw failure;
  });
  const ready = within(registered, platform);
  // Most apps go on without a worker. An app that needs to know awaits `ready`.
  ready.catch(() => {});

  return {
    updates: { getSnapshot: updates.getSnapshot, subscribe: updates.subscribe },
    ready,
    async outdated(byItself) {
      const update = within(host.update(), platform).catch(() => false);
      if (await update) take({ type: 'waiting' });
      putOff.set(0);
      take({ type: 'outdated', unsaved: isUnsaved(), byItself });
    },
    dispose() {
      isDisposed = true;
      stopRegistering?.();
      leave.forEach((stop) => stop?.());
      waiting?.abort();
      cancelQuestion?.();
      stopHolding?.();
    },
  };
}

const INSTALLED_WITHIN_MS = 60_000;
// Other tabs go on without the lock when its holder gives no sign of life for 2 s.
const LEAVE_WITHIN_MS = 1_500;

/** The wait ends even if the worker never finishes installing. */
function within<T>(installed: Promise<T>, { schedule }: Pick<Platform, 'schedule'>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = schedule(INSTALLED_WITHIN_MS, () => reject(new Failure(WORKER_FAILED)));
    installed.then(resolve, reject).finally(cancel);
  });
}

function isPutOffIn(update: UpdateState): boolean {
  return update.kind !== 'current' && update.isPutOff;
}

const KIND_OF: Readonly<Record<UpdateLifecycle, UpdateState['kind']>> = {
  uncontrolled: 'current',
  current: 'current',
  waiting: 'waiting',
  asked: 'asked',
  applying: 'asked',
  applied: 'applied',
  stale: 'applied',
  leaving: 'applied',
  reloading: 'applied',
};
