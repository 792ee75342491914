import type { AuditPlace } from './audit-store.ts';

const DAY_MS = 86_400_000;

/** Of entries in order, the last one of the beginning that is old. The last entry of all is never among them. */
export function lastPrunable(
  entries: readonly (AuditPlace & { readonly at: number })[],
  { before, now, head }: { readonly before: number; readonly now: number; readonly head: number },
): AuditPlace | undefined {
  const young = entries.findIndex(
    ({ seq, at }) => seq >= head || (at >= before && at <= now + DAY_MS),
  );
  return entries.slice(0, young === -1 ? entries.length : young).at(-1);
}
