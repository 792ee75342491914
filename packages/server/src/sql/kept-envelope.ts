import type { StreamEnvelope } from '@holdfast/core/parts';
import { hasMembers } from './has-members.ts';
import { keptJson, orCorrupt } from './kept-json.ts';

interface EventRow {
  readonly seq: number | string;
  readonly event: string;
}

/**
 * The event of a row. Throws `STORAGE_CORRUPT` for a damaged one: without the number of its row, a reader would ask for
 * the same event for ever.
 */
export function keptEnvelope({ seq, event }: EventRow): StreamEnvelope {
  const kept = keptJson(event) as StreamEnvelope | undefined;
  const isWhole = hasMembers(kept, { seq: 'number', type: 'text' }) && kept?.seq === Number(seq);
  return orCorrupt(isWhole ? kept : undefined) as StreamEnvelope;
}
