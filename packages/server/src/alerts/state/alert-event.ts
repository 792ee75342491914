import type { Why } from '../judging/why.ts';

/** An event in the history of an alert. */
export interface AlertEvent {
  readonly fingerprint: string;
  readonly episode: number;
  /** The version of the alert after this event. */
  readonly version: number;
  readonly at: number;
  readonly what: 'fired' | 'told' | 'repeated' | 'acknowledged' | 'resolved';
  readonly title: string;
  readonly severity: string;
  /** Names of the targets that got a notice. */
  readonly targets: readonly string[];
  /** The id of the administrator, for an event that an administrator caused. */
  readonly by?: string;
  readonly why?: Why;
  readonly sessions?: number;
}
