'use client';
import { createCell, type Observable } from '@holdfast/core';
import type { Incident } from '@holdfast/core/telemetry';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';

const NO_INCIDENTS: Observable<readonly Incident[]> = createCell<readonly Incident[]>([]);

/**
 * The troubles of this page that have not ended. Give `incidents: createIncidents()` to `createHoldfast`; without it
 * the list stays empty.
 */
export function useIncidents(): readonly Incident[] {
  return useObservable(useHoldfast().incidents ?? NO_INCIDENTS);
}
