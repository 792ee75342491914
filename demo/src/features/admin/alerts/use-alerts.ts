import type { ReadResult } from '@holdfast/react';
import {
  listAlerts,
  type Alert,
  type AlertEvent,
  type AlertSilence,
} from '../../../../contract/alert-operations.ts';
import { useReadEvery } from '../../../reads/use-read-every.ts';

const EVERY_MS = 10_000;

export interface AlertList {
  readonly alerts: Alert[];
  readonly silences: AlertSilence[];
  readonly events: AlertEvent[];
  /** Rules with as many alerts as one rule may have. */
  readonly full?: string[] | undefined;
  /** How many notices a target has not taken, by its name. */
  readonly undelivered?: Record<string, number> | undefined;
}

/** The alerts, read anew every few seconds while the page is shown. */
export function useAlerts(): ReadResult<AlertList> {
  return useReadEvery(EVERY_MS, listAlerts);
}
