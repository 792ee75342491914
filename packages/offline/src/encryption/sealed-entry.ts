import { Failure } from '@holdfast/core';
import {
  inDevelopment,
  stepsOfPointer,
  webUtf8,
  type Bytes,
  type TransportRequest,
} from '@holdfast/core/parts';
import { STORAGE_CORRUPT } from '@holdfast/core/failures';
import { realIdAt } from '../chains/real-id.ts';
import { isLarge } from '../outbox/body-parts.ts';
import type { LedgerRecord, StoredEntry, UnnumberedEntry } from '../outbox/entry-record.ts';
import { originOf } from '../outbox/origin-of.ts';
import { invalid } from '../outbox/refuse-credentials.ts';
import { textBytes } from '../outbox/web-text-bytes.ts';
import { fromTypedJson, toTypedJson } from '../drafts/typed-json.ts';
import { webDecrypt, webEncrypt } from './web-cipher.ts';

type Id = Pick<UnnumberedEntry, 'id' | 'owner'>;
type Part = 'entry' | 'body' | 'end';

/** Names the row to which a ciphertext is bound: under another row it does not decrypt. */
const placeOf = ({ id, owner }: Id, part: Part): Bytes =>
  textBytes(JSON.stringify([id, owner, part]));

const corrupt = (): Failure => new Failure(STORAGE_CORRUPT);

async function decrypted(key: CryptoKey, cipher: Bytes, id: Id, part: Part): Promise<Bytes> {
  const plain = await webDecrypt(key, cipher, placeOf(id, part));
  if (!plain) throw corrupt();
  return plain;
}

/** The row of an entry. It keeps the origin of its address unencrypted, because the outbox judges each origin. */
export async function sealEntry<T extends UnnumberedEntry>(key: CryptoKey, entry: T): Promise<T> {
  const { sealedBody, ...row } = entry;
  const { request, input } = entry;
  const { body } = request;
  // The body is in the database already, and stays as it is.
  const isKept = sealedBody !== undefined && body === null;
  // A long text and bytes are encrypted apart, so that a list does not decrypt them.
  const isApart = isKept || isLarge(body) || (body !== null && typeof body !== 'string');
  const kind = isKept ? sealedBody : typeof body;
  const json = toTypedJson([isApart ? { ...request, body: kind } : request, input, isApart]);
  if (json === undefined) {
    throw invalid('/input', inDevelopment('cannot be encrypted: it contains itself'));
  }
  const bytes = typeof body === 'string' ? textBytes(body) : body;
  const [sealed, cipher] = await Promise.all([
    webEncrypt(key, textBytes(json), placeOf(entry, 'entry')),
    isApart && bytes ? webEncrypt(key, bytes, placeOf(entry, 'body')) : null,
  ]);
  const open: TransportRequest = {
    method: 'POST',
    url: originOf(entry),
    headers: {},
    body: cipher,
  };
  return { ...(row as T), sealed, input: undefined, request: open };
}

/** The entry of a row, without a body that lies apart. Throws `STORAGE_CORRUPT` for a row that does not decrypt. */
export async function openEntry(
  key: CryptoKey | undefined,
  { sealed, ...row }: StoredEntry,
): Promise<StoredEntry> {
  if (!sealed) return row;
  if (!key) throw corrupt();
  const json = await decrypted(key, sealed, row, 'entry');
  const { value } = fromTypedJson(webUtf8()(json), undefined);
  const [request, input, isApart] = value as [TransportRequest, unknown, boolean];
  const entry: StoredEntry = { ...row, request, input };
  if (!isApart) return entry;
  const { body } = row.request;
  // `sealedBody` keeps the type of the body until the body is read.
  if (!body)
    return { ...entry, sealedBody: String(request.body), request: { ...request, body: null } };
  return openBody(key, { ...entry, sealedBody: String(request.body) }, body as Bytes);
}

/** The entry with its body, of which the database has only the ciphertext. */
export async function openBody(
  key: CryptoKey | undefined,
  { sealedBody, ...entry }: StoredEntry,
  cipher: Bytes,
): Promise<StoredEntry> {
  if (!key) throw corrupt();
  const body = await decrypted(key, cipher, entry, 'body');
  const isText = sealedBody === 'string';
  return { ...entry, request: { ...entry.request, body: isText ? webUtf8()(body) : body } };
}

/**
 * The value of an answer as the database stores it. The id for which its entry asked stays unencrypted at its
 * place, because the entries that wait for this one need it.
 */
export async function sealValue(
  key: CryptoKey,
  value: unknown,
  entry: UnnumberedEntry,
): Promise<SealedValue> {
  const json = toTypedJson(value) ?? 'null';
  const { idPointer = '' } = entry.expectation;
  const id = realIdAt(value, idPointer);
  const open = stepsOfPointer(idPointer).reduceRight<unknown>(
    (inner, step) => ({ [step]: inner }),
    id,
  );
  const sealed = await webEncrypt(key, textBytes(json), placeOf(entry, 'end'));
  return { ...(id !== undefined && Object(open)), sealed };
}

export async function openEnd(
  key: CryptoKey | undefined,
  record: LedgerRecord,
): Promise<LedgerRecord> {
  const { settlement } = record;
  if (settlement.kind !== 'applied' || !isSealed(settlement.value)) return record;
  if (!key) throw corrupt();
  const json = await decrypted(key, settlement.value.sealed, record, 'end');
  const { value } = fromTypedJson(webUtf8()(json), undefined);
  return { ...record, settlement: { ...settlement, value } };
}

interface SealedValue {
  readonly sealed: Bytes;
}

function isSealed(value: unknown): value is SealedValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    'sealed' in value &&
    ArrayBuffer.isView(value.sealed)
  );
}
