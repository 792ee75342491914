import type { StoredEntry } from './entry-record.ts';

/** The origin that an entry is sent to. Empty for a relative address, which is the app's own. */
export function originOf({ request }: Pick<StoredEntry, 'request'>): string {
  return /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(request.url)?.[0].toLowerCase() ?? '';
}
