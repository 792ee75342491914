import { Failure } from '@holdfast/core';
import { type Platform, uuidV7, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { requireMethods } from '../../mistakes/require-value.ts';
import { toProblemResponse } from '../../problems/to-problem-response.ts';
import { isStorable } from '../../requests/is-storable.ts';
import { requestContext } from '../../requests/request-context.ts';
import { answerRead } from './answer-read.ts';
import { answerWrite, isWritable } from './answer-write.ts';
import { DEFAULT_LIMITS, type DurableLimits } from './durable-limits.ts';
import type { DurableReads, DurableStore, Found } from './durable-store.ts';
import { standingOf } from './durable-stream.ts';
import { wrong } from './refusals.ts';
import { metadataFields } from './stream-fields.ts';
import { createTailWatches } from './tail-watch.ts';
import { touchStream } from './touch-turn.ts';

export interface DurableStreamsOptions extends DurableLimits {
  /** The store of the streams. A read-only store refuses every write with `METHOD_NOT_ALLOWED`. */
  readonly store: DurableStore | DurableReads;
  /**
   * The name of the stream at an address. The protocol knows no users. If not every user may read every stream, put
   * the user into the name, or check the user before you call. @default the path of the address
   */
  readonly nameOf?: (address: URL, request: Request) => Promise<string> | string;
  /** Whether caches that several users share may keep answers. @default false */
  readonly isShared?: boolean;
  /** Which other sites may embed answers. @default 'same-origin' */
  readonly resourcePolicy?: 'same-origin' | 'same-site' | 'cross-origin';
  /** @default the ambient platform */
  readonly platform?: Platform;
}

const LONGEST_NAME = 1024;
const READS = ['GET', 'HEAD'];
const WRITES = ['PUT', 'POST', 'DELETE'];

/**
 * Answers requests of the Durable Streams protocol: `PUT` creates a stream, `POST` appends to it or closes it, `GET`
 * reads it at once, by long polls or as server-sent events, `HEAD` tells its end, and `DELETE` removes it. An append is
 * durable before its answer. Every refusal is problem details with the code of a failure.
 */
export function createDurableStreams(
  options: DurableStreamsOptions,
): (request: Request) => Promise<Response> {
  requireOptionsAlways('createDurableStreams', options, {
    store: 'anything',
    nameOf: 'a function?',
    isShared: 'true or false?',
    resourcePolicy: 'one of same-origin, same-site, cross-origin?',
    platform: 'an object with now, monotonic, schedule, random, randomBytes?',
    maxBodyBytes: 'a number from 0 on?',
    maxStreamBytes: 'a number from 0 on?',
    maxStreams: 'a whole number from 0 on?',
    maxForks: 'a whole number from 0 on?',
    maxForkDepth: 'a whole number from 0 on?',
    maxProducers: 'a whole number from 0 on?',
    maxReaders: 'a whole number from 0 on?',
    chunkBytes: 'a number above 0?',
    longPollMs: 'a number from 0 on?',
    sseMs: 'a number from 0 on?',
    heartbeatMs: 'a number above 0?',
    pollMs: 'a number above 0?',
  });

  const {
    store,
    nameOf = ({ pathname }) => pathname,
    isShared = false,
    resourcePolicy = 'same-origin',
    platform = webPlatform,
    ...given
  } = options;
  requireMethods('createDurableStreams', { store }, ['find', 'read'], 'a store of durable streams');
  const limits: Required<DurableLimits> = { ...DEFAULT_LIMITS, ...given };
  const watches = createTailWatches({ reads: store, pollMs: limits.pollMs, platform });
  const readers = { count: 0 };
  const methods = isWritable(store) ? [...READS, ...WRITES] : READS;

  const find = async (name: string): Promise<Found> => {
    const found = await store.find(name);
    const standing = found ? standingOf(found.stream, found.at) : 'missing';
    if (standing === 'gone') throw new Failure(catalogue.STREAM_GONE);
    if (!found || standing === 'missing') throw new Failure(catalogue.NOT_FOUND);
    return found;
  };

  const answer = async (request: Request): Promise<Response> => {
    const { method } = request;
    if (!methods.includes(method)) throw new Failure(catalogue.METHOD_NOT_ALLOWED);
    const nameAt = async (address: URL): Promise<string> => {
      const name = await nameOf(address, request);
      if (!isStorable(name)) throw wrong('name', 'The address names no stream.');
      if (name.length > LONGEST_NAME) throw new Failure(catalogue.URL_TOO_LONG);
      return name;
    };
    const name = await nameAt(new URL(request.url));
    if (method === 'HEAD') {
      const { stream } = await find(name);
      return new Response(null, { headers: metadataFields(stream) });
    }
    if (isWritable(store) && method !== 'GET') {
      const wake = watches.wake;
      const id = uuidV7(platform);
      return answerWrite(request, { store, name, id, nameAt, limits, wake });
    }
    return answerRead(
      request,
      { reads: store, name, find: () => find(name), watches, readers, limits, isShared, platform },
      async (found) => {
        if (isWritable(store)) await touchStream(store, found);
      },
    );
  };

  const security = {
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': resourcePolicy,
    // When an attacker leads a browser to a stream, the browser shows nothing of it and runs nothing in it.
    'content-security-policy': "default-src 'none'; sandbox",
  };

  return async (request) => {
    const context = requestContext(request, { platform });
    const response = await answer(request).catch((error: unknown) => {
      const refusal = toProblemResponse(error, context);
      if (refusal.status === 405) refusal.headers.set('allow', methods.join(', '));
      return refusal;
    });
    for (const [name, value] of Object.entries(security)) response.headers.set(name, value);
    return response;
  };
}
