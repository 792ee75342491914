import { toProblemResponse } from '../../problems/to-problem-response.ts';
import { requestContext } from '../../requests/request-context.ts';
import { appendTo } from './append-turn.ts';
import { createStream } from './create-turn.ts';
import { PRODUCER_EPOCH, PRODUCER_SEQ } from './durable-headers.ts';
import type { DurableLimits } from './durable-limits.ts';
import type { DurableReads, DurableStore } from './durable-store.ts';
import { readAppend, readCreation } from './read-writing.ts';
import type { Refused } from './refusals.ts';
import { removeExpired, removeStream } from './remove-turn.ts';
import { tailFields } from './stream-fields.ts';

export interface WriteContext {
  readonly store: DurableStore;
  readonly name: string;
  /** The id of a new stream. */
  readonly id: string;
  readonly nameAt: (address: URL) => Promise<string>;
  readonly limits: Required<DurableLimits>;
  readonly wake: (name: string) => void;
}

/** How many expired streams one creation removes at most. */
const EXPIRED_AT_ONCE = 10;

export function isWritable(store: DurableReads): store is DurableStore {
  return 'turn' in store;
}

/** Answers `PUT`, `POST` and `DELETE`. */
export function answerWrite(request: Request, context: WriteContext): Promise<Response> {
  if (request.method === 'PUT') return create(request, context);
  return request.method === 'POST' ? append(request, context) : remove(request, context);
}

async function create(request: Request, context: WriteContext): Promise<Response> {
  const { store, name, id, limits, nameAt } = context;
  const asked = await readCreation(request, limits.maxBodyBytes, nameAt);
  await removeExpired(store, EXPIRED_AT_ONCE);
  const created = await createStream(store, { ...asked, name, id }, limits);
  if (created.kind === 'refused') return refuse(request, created);
  const { stream } = created;
  const isNew = created.kind === 'created';
  return new Response(null, {
    status: isNew ? 201 : 200,
    headers: {
      'content-type': stream.settings.contentType,
      ...tailFields(stream),
      ...(isNew && { location: request.url }),
    },
  });
}

async function append(request: Request, context: WriteContext): Promise<Response> {
  const { store, name, limits, wake } = context;
  const asked = await readAppend(request, limits.maxBodyBytes);
  const outcome = await appendTo(store, name, asked, limits);
  if (outcome.kind === 'refused') return refuse(request, outcome);
  wake(name);
  const { producer, stream } = outcome;
  const wrote = outcome.kind === 'appended' && outcome.record !== undefined;
  return new Response(null, {
    status: producer && wrote ? 200 : 204,
    headers: {
      ...tailFields(stream),
      ...(producer && {
        [PRODUCER_EPOCH]: String(producer.epoch),
        [PRODUCER_SEQ]: String(producer.seq),
      }),
    },
  });
}

async function remove(request: Request, context: WriteContext): Promise<Response> {
  const outcome = await removeStream(context.store, context.name);
  if (outcome.kind === 'refused') return refuse(request, outcome);
  context.wake(context.name);
  return new Response(null, { status: 204 });
}

function refuse(request: Request, { failure, headers }: Refused): Response {
  const response = toProblemResponse(failure, requestContext(request));
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
