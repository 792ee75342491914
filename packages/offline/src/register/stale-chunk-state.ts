/** What a session of a tab remembers of its reloads for parts that were gone. */
export interface ReloadMarks {
  /** Wall-clock milliseconds of the last reload; 0 for none. */
  readonly at: number;
  /** The parts for which the page reloaded by itself. Their names have a hash, so each version has other names. */
  readonly parts: readonly string[];
}

export const noMarks: ReloadMarks = { at: 0, parts: [] };

// Even when each reload finds another part that is gone, the tab does not reload again and again.
const GAP_MS = 10 * 60_000;
const MOST_PARTS = 20;

/**
 * The marks after a reload for a part that is gone; `undefined` when the page must not reload for it by itself,
 * because it did so before, or a moment ago.
 */
export function marksAfter(marks: ReloadMarks, part: string, now: number): ReloadMarks | undefined {
  const sinceMs = Math.abs(now - marks.at);
  if (marks.parts.includes(part) || sinceMs < GAP_MS) return undefined;
  return { at: now, parts: [...marks.parts.slice(-MOST_PARTS), part] };
}

/** Marks as the session kept them. */
export function parseMarks(text: string | null): ReloadMarks {
  try {
    const { at, parts } = Object(JSON.parse(text ?? '')) as Partial<ReloadMarks>;
    const areMarks =
      Number.isFinite(at) && Array.isArray(parts) && parts.every((one) => typeof one === 'string');
    return areMarks ? ({ at, parts } as ReloadMarks) : noMarks;
  } catch {
    return noMarks;
  }
}
