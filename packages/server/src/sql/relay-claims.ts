import type { Kysely } from 'kysely';
import { hasMembers } from './has-members.ts';
import { keptJson } from './kept-json.ts';
import type { RelayTables } from './relay-tables.ts';

/** The events of one shard in a claim, under the epoch of its lease. */
export interface ClaimPart {
  readonly shard: number;
  readonly epoch: number;
  readonly ids: readonly string[];
}

/**
 * The parts of a claim. A damaged claim has none, so that no relay stops at it. Its events count as
 * waiting and may arrive twice.
 */
export function readParts(parts: string): readonly ClaimPart[] {
  const kept = keptJson(parts);
  const areParts =
    Array.isArray(kept) &&
    kept.every((part) => hasMembers(part, { shard: 'number', epoch: 'number', ids: 'texts' }));
  return areParts ? (kept as readonly ClaimPart[]) : [];
}

/** The parts of a claim, given its events. */
export function partsOf(
  events: readonly { readonly id: string; readonly shard: number; readonly epoch: number }[],
): readonly ClaimPart[] {
  const parts = new Map<number, { shard: number; epoch: number; ids: string[] }>();
  for (const { id, shard, epoch } of events) {
    const part = parts.get(shard);
    if (part) part.ids.push(id);
    else parts.set(shard, { shard, epoch, ids: [id] });
  }
  return [...parts.values()];
}

/** Writes what is left of a claim. A claim without events ends. */
export async function keepParts(
  relays: Kysely<RelayTables>,
  { sink, claim }: { readonly sink: string; readonly claim: string },
  parts: readonly ClaimPart[],
): Promise<void> {
  const left = parts.filter(({ ids }) => ids.length > 0);
  if (left.length === 0) {
    await relays
      .deleteFrom('holdfast_relay_claims')
      .where('sink', '=', sink)
      .where('claim', '=', claim)
      .execute();
    return;
  }
  await relays
    .updateTable('holdfast_relay_claims')
    .set({ parts: JSON.stringify(left) })
    .where('sink', '=', sink)
    .where('claim', '=', claim)
    .execute();
}
