/** The next step of `autoRetry` for the error that the boundary shows. */
export type BoundaryRetry = {
  /** How many tries have failed since the trouble began. */
  readonly attempts: number;
  readonly maxRetries: number;
  /** Gives up trying by itself. The user can still try. */
  readonly cancel: () => void;
} & (
  | {
      readonly kind: 'planned';
      /** When it tries next, in wall-clock milliseconds. */
      readonly retryAt: number;
    }
  /** The device is offline. It tries as soon as that changes. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'stopped'; readonly reason: RetryStopped }
);

/** Why it does not try by itself: rendering again gives the same error, it tried often enough, or the app said so. */
export type RetryStopped = 'deterministic' | 'exhausted' | 'cancelled';

export type RetryState =
  /** No error is known, or the user began anew. */
  | { readonly kind: 'idle'; readonly attempts: 0 }
  | { readonly kind: 'planned'; readonly attempts: number; readonly retryAt: number }
  | { readonly kind: 'offline'; readonly attempts: number }
  | { readonly kind: 'stopped'; readonly attempts: number; readonly reason: RetryStopped }
  /** The children are shown again. An error before `healthyAt` belongs to the same trouble. */
  | { readonly kind: 'trying'; readonly attempts: number; readonly healthyAt: number };

export type RetryEvent =
  | {
      readonly type: 'caught';
      readonly at: number;
      readonly isDeterministic: boolean;
      readonly isOffline: boolean;
      /** The wait before the next try, by the number of failed tries. */
      readonly waitMs: (attempts: number) => number;
    }
  /** The wait is over, or the way to the server is back. */
  | { readonly type: 'due'; readonly at: number }
  | { readonly type: 'offline' }
  | { readonly type: 'online'; readonly at: number }
  /** The children are shown, and this part did not ask for it. */
  | { readonly type: 'reset' }
  | { readonly type: 'healthy' }
  | { readonly type: 'cancelled' };

export interface RetryRules {
  readonly maxRetries: number;
  readonly healthyMs: number;
}

export const RETRY_IDLE: RetryState = { kind: 'idle', attempts: 0 };

/** The state of the automatic retry after one more event. */
export function nextRetry(state: RetryState, event: RetryEvent, rules: RetryRules): RetryState {
  const { attempts } = state;
  switch (event.type) {
    case 'caught':
      return afterCatch(state.kind === 'trying' ? attempts : 0, event, rules);
    case 'due':
      return state.kind === 'planned' || state.kind === 'offline'
        ? trying(attempts, event.at, rules)
        : state;
    case 'offline':
      return state.kind === 'planned' ? { kind: 'offline', attempts } : state;
    case 'online':
      if (state.kind === 'planned' || state.kind === 'offline') {
        return trying(attempts, event.at, rules);
      }
      // The server is back, so a further try may work. The count begins anew.
      return state.kind === 'stopped' && state.reason === 'exhausted'
        ? trying(0, event.at, rules)
        : state;
    case 'reset':
      return state.kind === 'trying' ? state : RETRY_IDLE;
    case 'healthy':
      return state.kind === 'trying' ? RETRY_IDLE : state;
    case 'cancelled':
      return state.kind === 'planned' || state.kind === 'offline'
        ? { kind: 'stopped', attempts, reason: 'cancelled' }
        : state;
  }
}

function trying(attempts: number, at: number, { healthyMs }: RetryRules): RetryState {
  return { kind: 'trying', attempts: attempts + 1, healthyAt: at + healthyMs };
}

function afterCatch(
  attempts: number,
  event: Extract<RetryEvent, { readonly type: 'caught' }>,
  { maxRetries }: RetryRules,
): RetryState {
  if (event.isDeterministic) return { kind: 'stopped', attempts, reason: 'deterministic' };
  // Time offline counts as no try.
  if (event.isOffline) return { kind: 'offline', attempts: Math.max(0, attempts - 1) };
  if (attempts >= maxRetries) return { kind: 'stopped', attempts, reason: 'exhausted' };
  return { kind: 'planned', attempts, retryAt: event.at + event.waitMs(attempts) };
}
