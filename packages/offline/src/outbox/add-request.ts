import { Failure, type OutboxHandle } from '@holdfast/core';
import {
  createHandle,
  isUnstored,
  nextIncidentId,
  type Expectation,
  type Method,
  type NewEntry,
  type Platform,
  unsendable,
  uuidV7,
  webPlatform,
} from '@holdfast/core/parts';
import { OWNER_MISSING } from '@holdfast/core/failures';
import type { Outbox } from './outbox.ts';
import { invalid } from './refuse-credentials.ts';

/** The facts that a bare `Request` lacks. */
export interface AddRequestOptions {
  readonly lane: string;
  /** @default the user who is signed in */
  readonly owner?: string;
  /** The name of the operation in lists and telemetry. @default method and path */
  readonly operation?: string;
  /**
   * The type of answer that the caller expects. `nothing` accepts every 2xx that comes from the server itself.
   * @default 'nothing'
   */
  readonly accept?: Expectation['accept'];
  /** Whether the server honours `Idempotency-Key`. @default true */
  readonly honoursKey?: boolean;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now' | 'randomBytes'>;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Makes a `Request` an entry. Reads its body, which can be read only once. */
async function entryOfRequest(
  request: Request,
  options: AddRequestOptions,
  { id, owner, incidentId }: Pick<NewEntry, 'id' | 'owner' | 'incidentId'>,
): Promise<NewEntry> {
  const { url, method } = request;
  const { lane, accept = 'nothing', honoursKey = true } = options;
  if (!METHODS.has(method)) throw invalid('/method', `${method} cannot be queued`);
  // Names a body that was read before as the caller's mistake, before the platform throws.
  const mistake = unsendable(request);
  if (mistake) throw mistake;
  const bytes = new Uint8Array(await request.arrayBuffer());
  return {
    ...{ id, owner, lane, incidentId, honoursKey, invalidates: [], version: 1, input: undefined },
    operation: options.operation ?? `${method} ${new URL(url).pathname}`,
    request: {
      ...{ method: method as Method, url, headers: Object.fromEntries(request.headers) },
      body: bytes.byteLength === 0 ? null : bytes,
    },
    expectation: { accept },
  };
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
  const { platform = webPlatform, owner = outbox.identity.getSnapshot()?.subject } = options;
  if (owner === undefined) throw new Failure(OWNER_MISSING);
  const made = { id: uuidV7(platform), owner, incidentId: nextIncidentId() };
  const entry = await entryOfRequest(request, options, made);
  const needsValue = entry.expectation.accept !== 'nothing';
  const hold = (): OutboxHandle =>
    createHandle(outbox, made.id, undefined, { ...made, needsValue });
  try {
    await outbox.add(entry);
    return hold();
  } catch (error) {
    if (!isUnstored(error)) throw error;
    outbox.sendUnkept(entry, error);
    return { ...hold(), kept: false };
  }
}
