import { hasMembers } from './has-members.ts';
import { keptJson } from './kept-json.ts';
import type { RelayTable } from './relay-tables.ts';

export interface KeptEvent {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The body and the headers of an event, or `undefined` when the database gives either back damaged. */
export function keptEvent({
  body,
  headers,
}: Pick<RelayTable, 'body' | 'headers'>): KeptEvent | undefined {
  const isWhole =
    headers === null || hasMembers({ headers: keptJson(headers) }, { headers: 'named' });
  if (!isWhole) return undefined;
  try {
    const read: unknown = JSON.parse(body);
    if (headers === null) return { body: read };
    return { body: read, headers: keptJson(headers) as Readonly<Record<string, string>> };
  } catch {
    return undefined;
  }
}
