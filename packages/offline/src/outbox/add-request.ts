import { Failure, type OutboxHandle } from '@holdfast/core';
import {
  createHandle,
  creatorOf,
  isUnstored,
  nextIncidentId,
  nextSpan,
  requireOptions,
  TRACE_HEADER,
  type Bytes,
  type Expectation,
  type Method,
  type NewEntry,
  type Platform,
  type TransportRequest,
  unsendable,
  uuidV7,
  webPlatform,
} from '@holdfast/core/parts';
import { OWNER_MISSING } from '@holdfast/core/failures';
import type { Outbox } from './outbox.ts';
import { invalid } from './refuse-credentials.ts';
import { withBody } from './with-body.ts';

/** The facts that a bare `Request` lacks. */
export interface AddRequestOptions {
  readonly lane: string;
  /** @default the user who is signed in */
  readonly owner?: string;
  /**
   * The idempotency key. An id that the outbox has or had already is not added again. @default a new one
   */
  readonly id?: string;
  /** The data of the request that lists show. It must be structured-cloneable. @default nothing */
  readonly input?: unknown;
  /** The reads that the write makes stale, by name. @default none */
  readonly invalidates?: readonly string[];
  /** For how many milliseconds the outbox does not send it, so that `cancel` certainly takes it back. @default 0 */
  readonly undoMs?: number;
  /** The greatest age at which it is still sent, in milliseconds: see `NewEntry`. @default as `limits.maxAgeMs` says */
  readonly maxAgeMs?: number;
  /** @default a new one */
  readonly incidentId?: string;
  /**
   * The last request of the lane takes this one in if it was added with the same text and never sent. Needs
   * `coalescing` in the outbox. @default both are sent
   */
  readonly coalesce?: string;
  /** The entries that must have been applied before this one is sent, by id. Needs `dependencies`. @default none */
  readonly after?: readonly string[];
  /**
   * The temporary id of what the request creates, made by `createTemporaryId`. The `id` of the entry is made of it.
   * Needs `idPointer`, `accept: 'json'` and `dependencies`. @default none
   */
  readonly temporaryId?: string;
  /** Where the answer has the id of the server: a JSON pointer. @default none */
  readonly idPointer?: string;
  /** The name of the operation in lists and telemetry. @default method and path */
  readonly operation?: string;
  /**
   * The type of answer that the caller expects. `nothing` accepts every 2xx that comes from the server itself.
   * @default 'nothing'
   */
  readonly accept?: Expectation['accept'];
  /** Whether the server honours `Idempotency-Key`. @default true, without `ownHeaders` false */
  readonly honoursKey?: boolean;
  /**
   * Whether each send carries the headers of Holdfast: the key, the user, and ids for logs. Without them, a server at
   * another origin need not allow them. It then knows no key, so that an entry that may have arrived is not sent again
   * before the user agrees. @default true
   */
  readonly ownHeaders?: boolean;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now' | 'randomBytes'>;
}

/** What the request says beyond its headers, where it is not the default. Some hosts lack these properties. */
function initOf(request: Request): Pick<TransportRequest, 'init'> {
  const { credentials, redirect, referrerPolicy, keepalive } = request as Partial<Request>;
  const init = {
    ...(credentials && credentials !== 'same-origin' && { credentials }),
    ...(redirect && redirect !== 'follow' && { redirect }),
    ...(referrerPolicy && { referrerPolicy }),
    ...(keepalive && { keepalive }),
  };
  return Object.keys(init).length > 0 ? { init } : {};
}

/** Makes a `Request` an entry that still lacks its body. */
function entryOfRequest(
  request: Request,
  { lane, accept = 'nothing', ownHeaders = true, ...options }: AddRequestOptions,
  made: Pick<NewEntry, 'id' | 'owner' | 'incidentId'>,
): NewEntry {
  const { url, method, headers } = request;
  const { honoursKey = ownHeaders, idPointer } = options;
  return {
    ...{ ...made, lane, honoursKey, version: 1 },
    ...{ invalidates: options.invalidates ?? [], input: options.input },
    ...{ undoMs: options.undoMs, maxAgeMs: options.maxAgeMs },
    ...(ownHeaders && { traceparent: nextSpan(headers.get(TRACE_HEADER)) }),
    operation: options.operation ?? `${method} ${new URL(url).pathname}`,
    request: {
      ...{ method: method as Method, url, headers: Object.fromEntries(headers), body: null },
      ...{ ...initOf(request), ...(ownHeaders ? {} : { bare: true }) },
    },
    expectation: { accept, ...(idPointer !== undefined && { idPointer }) },
    ...(options.after && { after: options.after }),
    ...(options.temporaryId !== undefined && { temporaryId: options.temporaryId }),
    ...(options.coalesce !== undefined && { coalesce: options.coalesce }),
  };
}

async function bodyOf(request: Request): Promise<Bytes | null> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.byteLength === 0 ? null : bytes;
}

/**
 * Puts a bare `Request` into the outbox; resolves with its handle when the request is stored. If the device cannot
 * store the request, the page sends it once, and the handle has `kept: false`. Rejects with `INPUT_INVALID` for a
 * request with a credential, `REQUEST_UNSENDABLE` for one that no `fetch` can send, `OWNER_MISSING` without an
 * owner, and `QUEUE_FULL` when the outbox is full.
 */
export async function addRequest(
  outbox: Outbox,
  request: Request,
  options: AddRequestOptions,
): Promise<OutboxHandle> {
  requireOptions('addRequest', options, {
    lane: 'a text that is not empty',
    owner: 'a text that is not empty?',
    id: 'a text that is not empty?',
    input: 'anything?',
    invalidates: 'a list of texts?',
    undoMs: 'a finite number from 0 on?',
    maxAgeMs: 'a finite number from 0 on?',
    incidentId: 'a text that is not empty?',
    coalesce: 'a text that is not empty?',
    after: 'a list of texts?',
    temporaryId: 'a text that is not empty?',
    idPointer: 'a text that is not empty?',
    operation: 'a text that is not empty?',
    accept: 'one of json, text, bytes, nothing?',
    honoursKey: 'true or false?',
    ownHeaders: 'true or false?',
    platform: 'an object with now, randomBytes?',
  });
  requireOptions('addRequest', { request }, { request: 'an object with arrayBuffer' });

  const { platform = webPlatform, owner = outbox.identity.getSnapshot()?.subject } = options;
  if (owner === undefined) throw new Failure(OWNER_MISSING);
  const { incidentId = nextIncidentId() } = options;
  const id = creatorOf(options.temporaryId) ?? options.id ?? uuidV7(platform);
  const made = { id, owner, incidentId };
  // Refuses by name a body that the caller has already read. Otherwise the platform would throw an error that
  // names no cause.
  const mistake = unsendable(request);
  if (mistake) throw mistake;
  if (request.mode === 'no-cors') throw invalid('/mode');
  const entry = entryOfRequest(request, options, made);
  // Reads the request at once, so that the caller may use it afterwards as it likes.
  const body = bodyOf(request);
  const needsValue = entry.expectation.accept !== 'nothing';
  const hold = (): OutboxHandle =>
    createHandle(outbox, made.id, undefined, { ...made, needsValue });
  try {
    await outbox.add(entry, body);
    return hold();
  } catch (error) {
    if (!isUnstored(error)) throw error;
    outbox.sendUnkept(withBody(entry, await body), error);
    return { ...hold(), kept: false };
  }
}
