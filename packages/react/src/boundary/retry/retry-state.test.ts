import { afterCrash } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { nextRetry, RETRY_IDLE, type RetryEvent, type RetryState } from './retry-state.ts';

const rules = { maxRetries: 2, healthyMs: 1_000 };
const waitMs = (attempt: number): number => 10 * attempt;
const caught = (
  more: Partial<Extract<RetryEvent, { readonly type: 'caught' }>> = {},
): RetryEvent => ({
  ...{ type: 'caught', at: 100, isDeterministic: false, isOffline: false },
  waitMs: (attempts) => 10 * (attempts + 1),
  ...more,
});
const planned = (attempts: number, retryAt = 110): RetryState => ({
  ...{ kind: 'planned', attempts, retryAt },
});
const trying = (attempts: number, healthyAt = 1_100): RetryState => ({
  ...{ kind: 'trying', attempts, healthyAt },
});
const offline = (attempts: number): RetryState => ({ kind: 'offline', attempts });
const stopped = (
  attempts: number,
  reason: 'deterministic' | 'exhausted' | 'cancelled',
): RetryState => ({ kind: 'stopped', attempts, reason });

it.each<[string, RetryState, RetryEvent, RetryState]>([
  ['plans a try after the first error', RETRY_IDLE, caught(), planned(0)],
  ['plans the next after a longer wait', trying(1), caught(), planned(1, 120)],
  ['stops when it tried often enough', trying(2), caught(), stopped(2, 'exhausted')],
  [
    'stops at once for an error that comes each time',
    RETRY_IDLE,
    caught({ isDeterministic: true }),
    stopped(0, 'deterministic'),
  ],
  ['waits for the network while offline', RETRY_IDLE, caught({ isOffline: true }), offline(0)],
  ['counts no try that went offline', trying(2), caught({ isOffline: true }), offline(1)],
  ['begins anew when the user tried', stopped(2, 'exhausted'), caught(), planned(0)],
  ['begins anew when the user tried before it did', planned(1), caught(), planned(0)],
  ['tries when the wait is over', planned(1), { type: 'due', at: 100 }, trying(2)],
  ['tries when the device is no longer offline', offline(0), { type: 'due', at: 100 }, trying(1)],
  ['tries at once when the server is back', planned(0), { type: 'online', at: 100 }, trying(1)],
  [
    'tries again after it stopped, when the server is back',
    stopped(2, 'exhausted'),
    { type: 'online', at: 100 },
    trying(1),
  ],
  [
    'does not try an error that comes each time, also when the server is back',
    stopped(0, 'deterministic'),
    { type: 'online', at: 100 },
    stopped(0, 'deterministic'),
  ],
  [
    'does not try after the app cancelled it, also when the server is back',
    stopped(1, 'cancelled'),
    { type: 'online', at: 100 },
    stopped(1, 'cancelled'),
  ],
  ['stops its wait while offline', planned(1), { type: 'offline' }, offline(1)],
  ['lets a try end while offline', trying(1), { type: 'offline' }, trying(1)],
  ['ignores a timer of before', trying(1), { type: 'due', at: 200 }, trying(1)],
  ['watches its own try', trying(1), { type: 'reset' }, trying(1)],
  ['forgets the trouble when the user tried', planned(1), { type: 'reset' }, RETRY_IDLE],
  ['forgets the trouble when the children work', trying(2), { type: 'healthy' }, RETRY_IDLE],
  ['keeps a trouble that came back', planned(1), { type: 'healthy' }, planned(1)],
  ['gives up when the app cancels', planned(1), { type: 'cancelled' }, stopped(1, 'cancelled')],
  ['gives up waiting for the network', offline(1), { type: 'cancelled' }, stopped(1, 'cancelled')],
  ['has nothing to cancel while it tries', trying(1), { type: 'cancelled' }, trying(1)],
])('an automatic retry %s', (_, state, event, next) => {
  expect(nextRetry(state, event, rules)).toEqual(next);
});

it('an automatic retry decides as the one policy of restarts', () => {
  for (const attempts of [0, 1, 2, 3]) {
    const next = nextRetry(trying(attempts), caught(), rules);
    const { state, attempt, delayMs = 0 } = afterCrash(attempts, rules.maxRetries, waitMs);
    expect(next).toEqual(
      state === 'restarting' ? planned(attempt - 1, 100 + delayMs) : stopped(attempt, 'exhausted'),
    );
  }
});
