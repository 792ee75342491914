import type { Severity } from '@holdfast/core/parts';
import type { RollupMeasure } from '../../monitoring/rollup.ts';

/** The parts of a count that can separate alerts. */
export type AlertDimension = 'operation' | 'detail' | 'release';

/** Selects counts. A list selects any of its members. */
export interface CountSelector {
  readonly measure: RollupMeasure;
  /** @default every operation */
  readonly operation?: string | readonly string[];
  /** Outcomes, codes or states. @default every one */
  readonly detail?: string | readonly string[];
  /** @default every release */
  readonly release?: string | readonly string[];
}

/** The members that rules of every kind have. */
export interface AlertRuleBase {
  /** Letters, digits, `.`, `_` and `-`; up to 64. */
  readonly id: string;
  /** One line for people: the title of the notice. */
  readonly title: string;
  readonly severity: Severity;
  /**
   * The server judges the rule once for each combination of these.
   * @default once for all; for `newKind` every combination of the three
   */
  readonly per?: readonly AlertDimension[];
  /** Judgements with equal values of these are one alert. A part of `per`. @default the same as `per` */
  readonly groupBy?: readonly AlertDimension[];
  /** How long the condition has to hold before the alert fires. @default 0 */
  readonly forMs?: number;
  /** How long the condition has to be over before the alert ends. @default 300_000 */
  readonly keepMs?: number;
  /** After an alert ended, it does not fire again for this long. @default 0 */
  readonly coolDownMs?: number;
  /** The rule ignores fewer events than this. @default 1; 20 for `burnRate` */
  readonly minEvents?: number;
  /** The rule ignores fewer sessions than this. One broken tab is one session. @default 0; 3 for `burnRate` */
  readonly minSessions?: number;
  /** The runbook: the code of a failure, or the address of a page. @default the code that fails */
  readonly runbook?: string;
  /** With true, the rule keeps its place in the list, and the server does not judge it. @default false */
  readonly off?: boolean;
}

/** The number that the rule compares with its limit. */
export type ThresholdOf =
  | { readonly what: 'count'; readonly count: CountSelector }
  /** Counts a minute. */
  | { readonly what: 'rate'; readonly count: CountSelector }
  /** The part of `among` that `count` is, from 0 to 1. */
  | { readonly what: 'ratio'; readonly count: CountSelector; readonly among: CountSelector }
  /** The duration in milliseconds that this share of all durations did not exceed. */
  | { readonly what: 'percentile'; readonly count: CountSelector; readonly share: number };

/**
 * Fires while a number is too high or too low. A count that is too low is judged apart for what was counted within the
 * last day before the window.
 */
export interface ThresholdRule extends AlertRuleBase {
  readonly kind: 'threshold';
  readonly of: ThresholdOf;
  readonly windowMs: number;
  readonly is: 'above' | 'below';
  readonly limit: number;
  /** The alert ends on the other side of this, so that a number at the limit does not flap. @default a tenth beyond the limit */
  readonly clearLimit?: number;
}

/** A pair of windows of a burn rate. Both have to burn `factor` times too fast. */
export interface BurnWindow {
  readonly factor: number;
  readonly longMs: number;
  readonly shortMs: number;
}

/** Fires while an error budget is spent too fast. */
export interface BurnRateRule extends AlertRuleBase {
  readonly kind: 'burnRate';
  readonly bad: CountSelector;
  readonly all: CountSelector;
  /** The share that has to be good, for example 0.999. */
  readonly objective: number;
  /** @default 14.4 over 1 h and 5 min, 6 over 6 h and 30 min, 1 over 3 d and 6 h */
  readonly windows?: readonly BurnWindow[];
  /** How sure the bound of a ratio has to be. @default 0.95 */
  readonly confidence?: number;
}

/** Fires when counts that came until now stop. */
export interface AbsenceRule extends AlertRuleBase {
  readonly kind: 'absence';
  readonly count: CountSelector;
  /** Fires when there was no count for this time. */
  readonly windowMs: number;
  /** The time before that, in which at least `minEvents` must have come. */
  readonly beforeMs: number;
}

/** Fires when the server counts something for the first time, for example a failure of an operation in a release. */
export interface NewKindRule extends AlertRuleBase {
  readonly kind: 'newKind';
  readonly count: CountSelector;
  /** How long a kind counts as new. */
  readonly windowMs: number;
}

/** Fires when counts leave their usual range. */
export interface AnomalyRule extends AlertRuleBase {
  readonly kind: 'anomaly';
  readonly count: CountSelector;
  /** The length of one point of the series, at most a day. @default 300_000 */
  readonly stepMs?: number;
  /** @default 'above' */
  readonly is?: 'above' | 'below' | 'either';
}

/** Fires when a sum will pass its limit before its period ends. */
export interface ForecastRule extends AlertRuleBase {
  readonly kind: 'forecast';
  readonly count: CountSelector;
  readonly limit: number;
  readonly periodMs: number;
  /** When one of the periods began, in milliseconds of the wall clock. @default 0: a day begins at midnight of UTC */
  readonly startsAt?: number;
}

/** Judged by a function of the app over the same windows. */
export interface CustomRule extends AlertRuleBase {
  readonly kind: 'custom';
  /** The name of the function, among those that `createAlerts` was given. */
  readonly judge: string;
  /** The longest window that the function reads. */
  readonly windowMs: number;
  /** JSON that the function receives. */
  readonly options?: unknown;
}

export type AlertRule =
  | ThresholdRule
  | BurnRateRule
  | AbsenceRule
  | NewKindRule
  | AnomalyRule
  | ForecastRule
  | CustomRule;
