import type { Severity } from '@holdfast/core/parts';
import type { Why } from '../judging/why.ts';
import type { GroupValues } from '../windows/create-windows.ts';
import type { AlertState } from './alert-state.ts';
import type { Telling } from './telling.ts';

/** One alert: what a rule says about one combination of values. */
export interface Alert {
  /** The rule and the values. An alert has the same fingerprint each time it fires, on every server. */
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
  /** Other judgements of this alert whose conditions hold at the same time. */
  readonly also: number;
  /** The runbook: the code of a failure, or the address of a page. */
  readonly runbook?: string;
  /** How many sessions the trouble reaches. Absent if the store counts none. */
  readonly sessions?: number;
  /** When the server took the figures. */
  readonly figuresAt: number;
  readonly telling?: Telling;
  /** Grows by one with each change. The store refuses a change of an older version. */
  readonly version: number;
}
