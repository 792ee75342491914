import type { OfflineCode } from '../simulator/world.ts';
import { changedCode, type Change } from './break-code.ts';

/**
 * The package as later versions may be: one whose database has a newer version, so that pages of today must close it,
 * and one whose entries have fields that the code of today does not know.
 */
export interface NewerCode {
  readonly schema: OfflineCode;
  readonly fields: OfflineCode;
}

const SCHEMA: Change = {
  file: 'outbox/idb-outbox-schema.ts',
  from: /OUTBOX_VERSION = (\d+)/,
  to: 'OUTBOX_VERSION = 1 + $1',
};
const FIELDS: Change = {
  file: 'outbox/entry-record.ts',
  from: /key: entry\.id,/,
  to: "key: entry.id, ...({ flavour: { of: 'tomorrow' } } as object),",
};

let loaded: Promise<NewerCode> | undefined;

/** Loads them once for this process. */
export function newerCode(): Promise<NewerCode> {
  loaded ??= Promise.all([
    changedCode('of a newer schema', [SCHEMA, FIELDS]),
    changedCode('of newer fields', [FIELDS]),
  ]).then(([schema, fields]) => ({ schema, fields }));
  return loaded;
}
