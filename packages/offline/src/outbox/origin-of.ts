import type { StoredEntry } from './entry-record.ts';

/** The origin to which an entry is sent. Empty for a relative address, which belongs to the app's own origin. */
export function originOf({ request }: Pick<StoredEntry, 'request'>): string {
  return /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(request.url)?.[0].toLowerCase() ?? '';
}
