import type { BlockReason, NewEntry } from '@holdfast/core/parts';
import { areNumbers, areTexts, isObject, membersOf } from '../database/row.ts';
import type { StoredEntry, StoredState } from './entry-record.ts';

const REASONS: { readonly [TReason in BlockReason]: 1 } = {
  ...{ auth: 1, dependency: 1, conflict: 1, schema: 1, uncertain: 1, quota: 1, paused: 1 },
};
const ACCEPTED: { readonly [TAccept in NewEntry['expectation']['accept']]: 1 } = {
  ...{ json: 1, text: 1, bytes: 1, nothing: 1 },
};

/**
 * An entry as the device kept it; `undefined` when this code cannot keep it in order, send it and show it. A request
 * with all its parts that no `fetch` can send is still an entry: its send fails by name, and the entry is dead.
 */
export function parseEntry(row: unknown): StoredEntry | undefined {
  const entry = membersOf(row);
  const { id, key, owner, lane, operation, incidentId, invalidates, rest, bodyParts } = entry;
  const { traceparent = '', sealed } = entry;
  const { after = [], temporaryId = '', coalesce = '' } = entry;
  const { seq, version, createdAt, keyAt = 0, sends, refusals } = entry;
  const { undoMs = 0, maxAgeMs = 0 } = entry;
  const isEntry =
    areTexts(id, key, owner, lane, operation, incidentId, traceparent) &&
    areNumbers(seq, version, createdAt, keyAt, sends, refusals, undoMs, maxAgeMs) &&
    [entry['honoursKey'], entry['doubtful']].every((flag) => typeof flag === 'boolean') &&
    Array.isArray(invalidates) &&
    areTexts(...(invalidates as readonly unknown[])) &&
    Array.isArray(after) &&
    areTexts(temporaryId, coalesce, ...(after as readonly unknown[])) &&
    isRequest(membersOf(entry['request'])) &&
    isOneOf(ACCEPTED, membersOf(entry['expectation'])['accept']) &&
    (rest === undefined || isRest(membersOf(rest))) &&
    (sealed === undefined || ArrayBuffer.isView(sealed)) &&
    (bodyParts === undefined || areNumbers(membersOf(bodyParts)['bytes'])) &&
    isState(membersOf(entry['state']));
  return isEntry ? (row as StoredEntry) : undefined;
}

function isRequest({ method, url, headers, body, init }: ReturnType<typeof membersOf>): boolean {
  return (
    areTexts(method, url) &&
    isObject(headers) &&
    areTexts(...Object.values(headers)) &&
    (body === undefined || typeof body === 'string' || typeof body === 'object') &&
    (init === undefined || isObject(init))
  );
}

function isRest({ since, silences, wakes = 0, backs = 0 }: ReturnType<typeof membersOf>): boolean {
  return areNumbers(since, silences, wakes, backs);
}

function isState(state: ReturnType<typeof membersOf>): boolean {
  const { epoch, since, delayMs, reason, failure } = state;
  switch (state['kind'] as StoredState['kind']) {
    case 'queued':
      return true;
    case 'sending':
      // Far below the greatest number, because the next burst goes on counting from it.
      return Number.isSafeInteger(epoch) && Number(epoch) < 2 ** 51;
    case 'waiting':
      return areNumbers(since, delayMs) && isObject(failure);
    case 'blocked':
      return isOneOf(REASONS, reason) && (failure === undefined || isObject(failure));
    case 'dead':
      return isObject(failure);
    default:
      return false;
  }
}

function isOneOf(table: Readonly<Record<string, 1>>, value: unknown): boolean {
  return typeof value === 'string' && table[value] === 1;
}
