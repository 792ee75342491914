/** Where this tab stands with the versions of the app's worker. */
export type UpdateLifecycle =
  /** No worker is in charge of this page; the first worker that takes over is no update. */
  | 'uncontrolled'
  | 'current'
  | 'waiting'
  /** The user wants the update. It waits until no tab has unsaved work and no burst is under way. */
  | 'asked'
  /** The waiting worker was told to take over. */
  | 'applying'
  /** A newer version is in charge, and the page is still the old one. */
  | 'applied'
  /** Only a newer page can go on, and a reload has not helped. The user decides. */
  | 'stale'
  /** The reload waits for the end of a burst. */
  | 'leaving'
  | 'reloading';

export type UpdateEvent =
  | { readonly type: 'waiting' }
  | { readonly type: 'took-over'; readonly unsaved: boolean }
  | { readonly type: 'apply'; readonly unsaved: boolean }
  /** The user said "later". */
  | { readonly type: 'put-off' }
  /** No burst is under way, and for `asked` no tab has unsaved work. It stays so while the effect happens. */
  | { readonly type: 'quiet'; readonly unsaved: boolean }
  /** The waiting worker was told to take over, and did not; or the page was told to reload, and is still there. */
  | { readonly type: 'gave-up' }
  /** A part of this page is gone from the server. `byItself`: this page may reload without the user. */
  | { readonly type: 'outdated'; readonly unsaved: boolean; readonly byItself: boolean }
  /** Unsaved work or the visibility of the tab has changed. */
  | { readonly type: 'looked'; readonly unsaved: boolean; readonly hidden: boolean };

export interface UpdateStep {
  readonly lifecycle: UpdateLifecycle;
  /** The action to take now, if there is one. The first two actions end with the event `quiet`. */
  readonly effect?: 'wait-for-tabs' | 'wait-for-burst' | 'skip-waiting' | 'reload';
}

const reload: UpdateStep = { lifecycle: 'reloading', effect: 'reload' };
const leave: UpdateStep = { lifecycle: 'leaving', effect: 'wait-for-burst' };
const ask: UpdateStep = { lifecycle: 'asked', effect: 'wait-for-tabs' };

/** One step. A reload is never asked for while something is unsaved. */
export function nextUpdate(lifecycle: UpdateLifecycle, event: UpdateEvent): UpdateStep {
  switch (event.type) {
    case 'waiting':
      return { lifecycle: isSettled(lifecycle) ? 'waiting' : lifecycle };
    case 'took-over':
      if (lifecycle === 'uncontrolled') return { lifecycle: 'current' };
      if (event.unsaved) return { lifecycle: 'applied' };
      // No burst is under way: this tab has waited for that before it told the worker.
      if (lifecycle === 'applying') return reload;
      return isLeaving(lifecycle) ? { lifecycle } : leave;
    case 'apply':
      if (event.unsaved) return { lifecycle };
      if (lifecycle === 'applied' || lifecycle === 'stale') return leave;
      return lifecycle === 'waiting' ? ask : { lifecycle };
    case 'put-off':
      return { lifecycle: lifecycle === 'asked' ? 'waiting' : lifecycle };
    case 'quiet':
      // The user may have typed during the wait.
      if (lifecycle === 'leaving') {
        return event.unsaved ? { lifecycle: 'applied' } : reload;
      }
      if (lifecycle !== 'asked') return { lifecycle };
      return event.unsaved
        ? { lifecycle: 'waiting' }
        : { lifecycle: 'applying', effect: 'skip-waiting' };
    case 'gave-up':
      if (lifecycle === 'reloading') return { lifecycle: 'applied' };
      return { lifecycle: lifecycle === 'applying' ? 'waiting' : lifecycle };
    case 'outdated':
      if (isLeaving(lifecycle) || lifecycle === 'applying') return { lifecycle };
      if (lifecycle === 'waiting' || lifecycle === 'asked') {
        return event.byItself && !event.unsaved && lifecycle === 'waiting' ? ask : { lifecycle };
      }
      if (event.byItself) return event.unsaved ? { lifecycle: 'applied' } : leave;
      return { lifecycle: lifecycle === 'applied' ? lifecycle : 'stale' };
    case 'looked':
      // A visible tab does not reload by itself the moment its user has saved something.
      return lifecycle === 'applied' && !event.unsaved && event.hidden ? leave : { lifecycle };
  }
}

function isSettled(lifecycle: UpdateLifecycle): boolean {
  return lifecycle === 'uncontrolled' || lifecycle === 'current' || lifecycle === 'stale';
}

function isLeaving(lifecycle: UpdateLifecycle): boolean {
  return lifecycle === 'leaving' || lifecycle === 'reloading';
}
