import type { Alert } from './alert.ts';

/**
 * Moves the times of an alert into the past if they come from a clock that was set back since. Otherwise the alert
 * would wait until the clock reaches these times again.
 */
export function afterSetBack(alert: Alert, now: number): Alert {
  const { state, telling, figuresAt } = alert;
  const aheadMs = Math.max(state.at, figuresAt) - now;
  if (aheadMs <= 0) return alert;
  const back = (time: number): number => time - aheadMs;
  return {
    ...alert,
    figuresAt: back(figuresAt),
    state: {
      ...state,
      at: back(state.at),
      ...('coolUntil' in state && { coolUntil: back(state.coolUntil) }),
      ...('firedAt' in state && { firedAt: back(state.firedAt) }),
    },
    ...(telling && {
      telling: {
        ...telling,
        tellAt: back(telling.tellAt),
        ...(telling.toldAt !== undefined && { toldAt: back(telling.toldAt) }),
      },
    }),
  };
}
