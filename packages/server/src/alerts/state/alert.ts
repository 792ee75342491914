import type { Severity } from '@holdfast/core/parts';
import type { Why } from '../judging/why.ts';
import type { GroupValues } from '../windows/create-windows.ts';
import type { AlertState } from './alert-state.ts';
import type { Telling } from './telling.ts';

/** One alert: what a rule says about one combination of values. */
export interface Alert {
  /** The rule and the values. It is the same whenever this alert fires, on every server. */
  readonly fingerprint: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly values: GroupValues;
  readonly state: AlertState;
  /** How often it has fired. */
  readonly episode: number;
  /** Why it fires, by its worst judgement. The figures are at most a minute old. */
  readonly why?: Why;
  /** Values of the worst judgement that do not tell this alert from others. */
  readonly worst?: GroupValues;
  /** Other judgements of this alert that hold at the same time. */
  readonly also: number;
  /** The code, or the address, whose page says what to do. */
  readonly runbook?: string;
  /** How many sessions it reaches. Absent where none is counted. */
  readonly sessions?: number;
  /** When the figures were taken. */
  readonly figuresAt: number;
  readonly telling?: Telling;
  /** Grows by one with each change: a change of an older version is refused. */
  readonly version: number;
}
