/** Where this tab stands with the versions of the app's worker. */
export type UpdateLifecycle =
  /** No worker is in charge of this page; the first worker that takes over is no update. */
  | 'uncontrolled'
  | 'current'
  | 'waiting'
  /** The waiting worker was asked to take over. */
  | 'applying'
  /** A newer worker is in charge, and the page is still the old one. */
  | 'applied'
  | 'reloading';

export type UpdateEvent =
  | { readonly type: 'waiting' }
  | { readonly type: 'took-over'; readonly unsaved: boolean }
  | { readonly type: 'apply'; readonly unsaved: boolean }
  /** Unsaved work or the visibility of the tab has changed. */
  | { readonly type: 'looked'; readonly unsaved: boolean; readonly hidden: boolean };

export interface UpdateStep {
  readonly lifecycle: UpdateLifecycle;
  /** The action to take now, if there is one. */
  readonly effect?: 'skip-waiting' | 'reload';
}

const reload: UpdateStep = { lifecycle: 'reloading', effect: 'reload' };

/** One step. A reload is never asked for while something is unsaved. */
export function nextUpdate(lifecycle: UpdateLifecycle, event: UpdateEvent): UpdateStep {
  switch (event.type) {
    case 'waiting':
      return { lifecycle: isSettled(lifecycle) ? 'waiting' : lifecycle };
    case 'took-over':
      if (lifecycle === 'uncontrolled') return { lifecycle: 'current' };
      return event.unsaved ? { lifecycle: 'applied' } : reload;
    case 'apply':
      if (event.unsaved) return { lifecycle };
      if (lifecycle === 'applied') return reload;
      return lifecycle === 'waiting' || lifecycle === 'applying'
        ? { lifecycle: 'applying', effect: 'skip-waiting' }
        : { lifecycle };
    case 'looked':
      // A visible tab does not reload by itself the moment its user has saved something.
      return lifecycle === 'applied' && !event.unsaved && event.hidden ? reload : { lifecycle };
  }
}

function isSettled(lifecycle: UpdateLifecycle): boolean {
  return lifecycle === 'uncontrolled' || lifecycle === 'current';
}
