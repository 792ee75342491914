import type { Why } from '../judging/why.ts';

/** Something that happened to an alert, for its history. */
export interface AlertEvent {
  readonly fingerprint: string;
  readonly episode: number;
  /** The version of the alert that it made. */
  readonly version: number;
  readonly at: number;
  readonly what: 'fired' | 'told' | 'repeated' | 'acknowledged' | 'resolved';
  readonly title: string;
  readonly severity: string;
  /** Names of the targets that got a notice. */
  readonly targets: readonly string[];
  /** The id of the administrator who did it. */
  readonly by?: string;
  readonly why?: Why;
  readonly sessions?: number;
}
