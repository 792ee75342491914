import type { StoredEntry } from './entry-record.ts';

/** The address whose silence an entry meets. Empty for relative ones, which are the app's own. */
export function originOf({ request }: Pick<StoredEntry, 'request'>): string {
  return /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(request.url)?.[0].toLowerCase() ?? '';
}
