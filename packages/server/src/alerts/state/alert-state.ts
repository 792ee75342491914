import type { Signal } from '../judging/judgement.ts';

/** Where an alert stands. `at` is the time of the last transition, in milliseconds of the wall clock. */
export type AlertState =
  /** `coolUntil`: it does not fire before that. */
  | { readonly kind: 'ok'; readonly at: number; readonly coolUntil: number }
  /** The condition holds, but not for `forMs` yet. */
  | { readonly kind: 'pending'; readonly at: number; readonly coolUntil: number }
  | { readonly kind: 'firing'; readonly at: number }
  /** The condition is over, but not for `keepMs` yet. */
  | { readonly kind: 'settling'; readonly at: number; readonly firedAt: number };

/** What a rule says about one alert. `withdrawn`: the rule is gone or off. */
export type AlertSignal = Signal | 'withdrawn';

/** The times of a rule. */
export interface AlertTimes {
  readonly forMs: number;
  readonly keepMs: number;
  readonly coolDownMs: number;
}

export const DEFAULT_TIMES: AlertTimes = { forMs: 0, keepMs: 300_000, coolDownMs: 0 };

export const QUIET: AlertState = { kind: 'ok', at: 0, coolUntil: 0 };

/** The state after a judgement. Returns the same object if nothing changed. */
export function nextAlertState(
  state: AlertState,
  signal: AlertSignal,
  now: number,
  times: AlertTimes,
): AlertState {
  const { forMs, keepMs, coolDownMs } = times;
  const ended = (): AlertState => ({ kind: 'ok', at: now, coolUntil: now + coolDownMs });
  switch (state.kind) {
    case 'ok':
      if (signal !== 'breach') return state;
      return now >= state.coolUntil && forMs === 0
        ? { kind: 'firing', at: now }
        : { kind: 'pending', at: now, coolUntil: state.coolUntil };
    case 'pending':
      if (signal !== 'breach') return { kind: 'ok', at: now, coolUntil: state.coolUntil };
      return now >= Math.max(state.at + forMs, state.coolUntil)
        ? { kind: 'firing', at: now }
        : state;
    case 'firing':
      if (signal === 'withdrawn') return ended();
      if (signal !== 'clear') return state;
      return keepMs === 0 ? ended() : { kind: 'settling', at: now, firedAt: state.at };
    case 'settling':
      if (signal === 'withdrawn') return ended();
      // The same trouble goes on: the alert keeps its beginning, and sends no new notice.
      if (signal !== 'clear') return { kind: 'firing', at: state.firedAt };
      return now >= state.at + keepMs ? ended() : state;
  }
}

/** When the state may change without a new signal. */
export function nextTurn(state: AlertState, { forMs, keepMs }: AlertTimes): number | undefined {
  if (state.kind === 'pending') return Math.max(state.at + forMs, state.coolUntil);
  return state.kind === 'settling' ? state.at + keepMs : undefined;
}
