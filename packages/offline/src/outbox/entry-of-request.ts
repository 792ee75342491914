import { Failure } from '@holdfast/core';
import {
  type Expectation,
  type Method,
  type NewEntry,
  type TransportRequest,
  unsendable,
} from '@holdfast/core/parts';
import { INPUT_INVALID } from '@holdfast/core/failures';

/** What a bare `Request` does not say about itself. */
export interface AddRequestOptions {
  readonly lane: string;
  /** @default whoever is signed in */
  readonly owner?: string;
  /** What it is called in lists and telemetry. @default method and path */
  readonly operation?: string;
  /**
   * The answer that the caller expects. `nothing` accepts every 2xx that is the server's own. @default
   * 'nothing'
   */
  readonly accept?: Expectation['accept'];
  /** Whether the server honours `Idempotency-Key`. @default true */
  readonly honoursKey?: boolean;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const CREDENTIALS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
]);

/** Makes a `Request` an entry. Reads its body, which can be read only once. */
export async function entryOfRequest(
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
 * Refuses with `INPUT_INVALID` what would keep a credential on the disk. Dropping it instead would send
 * something else than was asked for.
 */
export function refuseCredentials({ url, headers }: TransportRequest): void {
  for (const header of Object.keys(headers)) {
    if (CREDENTIALS.has(header.toLowerCase())) {
      throw invalid(`/headers/${header}`, 'credentials are added when sending, never stored');
    }
  }
  if (/^[a-z][a-z\d+.-]*:\/\/[^/?#]*@/i.test(url)) {
    throw invalid('/url', 'credentials are added when sending, never stored');
  }
}

function invalid(pointer: string, message: string): Failure {
  return new Failure(INPUT_INVALID, { details: { issues: [{ pointer, message }] } });
}
