import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { fromCursor, readQuery, toCursor } from '@holdfast/server';
import * as z from 'zod';

/** The beginning of a page, and its greatest length. */
export interface PageRequest {
  readonly after: number | undefined;
  readonly limit: number;
}

const Place = z.tuple([z.int().nonnegative()]);

const Paging = z.strictObject({
  after: z.optional(z.string()),
  limit: z.optional(z.string().regex(/^[1-9]\d{0,5}$/)),
});

/**
 * Reads `?after=` and `?limit=`. Without a limit a page has the default length, and never more than the most.
 * Rejects with `BAD_REQUEST`.
 */
export async function pageRequestOf(
  request: Request,
  { length, most }: { readonly length: number; readonly most: number },
): Promise<PageRequest> {
  const { query, issues } = readQuery(new URL(request.url).search);
  const given = Paging.safeParse(query);
  if (issues.length > 0 || !given.success) throw new Failure(catalogue.BAD_REQUEST);
  const { after, limit = `${length}` } = given.data;
  const [position] = (await fromCursor(after, Place)) ?? [];
  return { after: position, limit: Math.min(Number(limit), most) };
}

/** One row more than fits shows that there is another page. It begins after the last row of this one. */
export function pageOf<TRow extends { readonly position: number }>(
  rows: readonly TRow[],
  limit: number,
): { readonly rows: readonly TRow[]; readonly next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return rows.length > limit && last
    ? { rows: shown, next: toCursor([last.position]) }
    : { rows: shown };
}
