import type { BeaconEvent } from '@holdfast/core/telemetry';
import { areNumbers, areTexts, membersOf } from '../database/row.ts';

const SEVERITIES: Readonly<Record<string, 1>> = {
  ...{ debug: 1, info: 1, warning: 1, critical: 1 },
} satisfies Readonly<Record<BeaconEvent['severity'], 1>>;

/** An event as the device kept it; `undefined` when it cannot be ordered, or sent as JSON. */
export function parseEvent(row: unknown): BeaconEvent | undefined {
  const { id, severity, event } = membersOf(row);
  const { type, at } = membersOf(event);
  if (!areTexts(id, severity, type) || !areNumbers(at)) return undefined;
  if (SEVERITIES[severity as string] !== 1) return undefined;
  try {
    JSON.stringify(row);
    return row as BeaconEvent;
  } catch {
    return undefined;
  }
}
