import { peek, peekText } from '@holdfast/core/parts';
import type { BeaconEvent } from '@holdfast/core/telemetry';
import type { RollupRow } from '../monitoring/rollup.ts';
import { allowedEvent } from '../telemetry/allowed-event.ts';
import { parseNotice, type RelayNotice } from './relay-notice.ts';

/** The report in the body of an event, for targets of telemetry. */
export type RelayedReport =
  | { readonly kind: 'notice'; readonly notice: RelayNotice }
  /** An event that a page reported. */
  | {
      readonly kind: 'event';
      readonly reported: BeaconEvent;
      readonly release: string;
      readonly session: string;
    }
  | { readonly kind: 'rollups'; readonly rows: readonly RollupRow[] };

/** Reads a notice, a reported event, or `{ rollups: [row, …] }`; `undefined` for any other body. */
export function parseReport(body: unknown): RelayedReport | undefined {
  const notice = parseNotice(body);
  if (notice) return { kind: 'notice', notice };
  const reported = allowedEvent(body);
  if (reported) {
    const [release, session] = [peekText(body, 'release'), peekText(body, 'session')];
    return { kind: 'event', reported, release, session };
  }
  const rows = peek(body, 'rollups');
  return Array.isArray(rows) ? { kind: 'rollups', rows: rows.filter(isRow) } : undefined;
}

function isRow(given: unknown): given is RollupRow {
  const [minute, count] = [peek(given, 'minute'), peek(given, 'count')];
  const texts = ['measure', 'operation', 'detail', 'release'].map((name) => peek(given, name));
  return Number.isFinite(minute) && Number.isFinite(count) && texts.every(isText);
}

const isText = (value: unknown): boolean => typeof value === 'string';
