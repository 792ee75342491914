import { readFileSync } from 'node:fs';
import {
  type Failure,
  type FieldIssue,
  interpret,
  kindOfStatus,
  toDatabaseFailure,
  toFailure,
  toHydrationFailure,
  toImportFailure,
  toLockFailure,
  toNetworkFailure,
  toRenderFailure,
  toStorageFailure,
  toWorkerFailure,
} from '@holdfast/core';
import { afterAll, describe, expect, it } from 'vitest';
import { rebuildThrown, type Thrown } from './rebuild-thrown.ts';

interface Case {
  readonly id: string;
  readonly about: string;
  readonly site: string;
  readonly thrown: Thrown;
  /** The reason of the caller's own signal, where it was aborted. */
  readonly signal?: Thrown;
  readonly expect: {
    readonly code: string;
    readonly pointers?: readonly string[];
    readonly reason?: string;
  } & Readonly<Record<string, unknown>>;
}

const answered = (thrown: unknown): Failure => {
  const { status, headers, body } = thrown as Extract<Thrown, { as: 'answer' }>;
  const interpretation = interpret(
    {
      status,
      headers,
      body: new TextEncoder().encode(body),
      url: 'https://a.example/x',
      redirected: false,
    },
    { accept: 'json' },
    { requestId: 'r', incidentId: 'i', attempt: 1 },
    0,
  );
  if (interpretation.kind === 'accepted') throw new Error('It was accepted.');
  return interpretation.failure;
};

/** What an app asks at each place where something can be caught. */
const SITES: Readonly<Record<string, (thrown: unknown, signal?: AbortSignal) => Failure>> = {
  anywhere: (thrown) => toFailure(thrown),
  json: (thrown) => toFailure(thrown),
  fetch: toNetworkFailure,
  import: toImportFailure,
  render: (thrown) => toRenderFailure(thrown),
  hydrate: (thrown) => toHydrationFailure(thrown),
  storage: toStorageFailure,
  lock: toLockFailure,
  worker: toWorkerFailure,
  database: toDatabaseFailure,
  answer: answered,
};

const load = (file: string): Case[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Case);

const signalOf = (reason: Thrown | undefined): AbortSignal | undefined =>
  reason && AbortSignal.abort(rebuildThrown(reason));

const seen = (failure: Failure, wanted: Case['expect']): object => {
  const { reason, issues } = failure.details as { reason?: string; issues?: readonly FieldIssue[] };
  const all = { ...failure.toJSON(), reason, pointers: issues?.map(({ pointer }) => pointer) };
  return Object.fromEntries(
    Object.keys(wanted).map((name) => [name, (all as unknown as Record<string, unknown>)[name]]),
  );
};

const counts = new Map<string, { right: number; all: number }>();
const count = (source: string, right: boolean): void => {
  const { right: before, all } = counts.get(source) ?? { right: 0, all: 0 };
  counts.set(source, { right: before + Number(right), all: all + 1 });
};

afterAll(() => {
  const rows = [...counts].map(([source, { right, all }]) => `${source} ${right}/${all}`);
  process.stdout.write(`corpus of failures, right of all: ${rows.join(', ')}\n`);
});

const cases = [...load('knowledge.jsonl'), ...load('recorded.jsonl')];

describe('the corpus', () => {
  it('has at least 400 cases, a third of them written before the code', () => {
    expect(cases.length).toBeGreaterThanOrEqual(400);
    const before = cases.filter(({ id }) => id.startsWith('knowledge/'));
    expect(before.length / cases.length).toBeGreaterThan(1 / 3);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it.each(cases.map((one) => [one.id, one.about, one] as const))('%s: %s', (id, _about, one) => {
    const failure = SITES[one.site]?.(rebuildThrown(one.thrown), signalOf(one.signal));
    if (!failure) throw new Error(`Nobody asks at ${one.site}.`);
    const got = seen(failure, one.expect);
    count(id.replace(/\/.*/, ''), JSON.stringify(got) === JSON.stringify(one.expect));
    expect(got).toEqual(one.expect);
  });
});

// RFC 9110 §15 and the status registry: everything else is its class.
const REGISTERED: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  402: 'PAYMENT_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  407: 'PROXY_REFUSED',
  408: 'REQUEST_TIMEOUT',
  409: 'CONFLICT',
  410: 'GONE',
  412: 'PRECONDITION_FAILED',
  413: 'BODY_TOO_LARGE',
  414: 'URL_TOO_LONG',
  415: 'MEDIA_TYPE_REFUSED',
  422: 'REQUEST_INVALID',
  423: 'RESOURCE_LOCKED',
  425: 'TOO_EARLY',
  426: 'CLIENT_OUTDATED',
  428: 'PRECONDITION_REQUIRED',
  429: 'RATE_LIMITED',
  431: 'HEADERS_TOO_LARGE',
  451: 'LEGALLY_UNAVAILABLE',
  500: 'SERVER_ERROR',
  501: 'NOT_IMPLEMENTED',
  502: 'BAD_GATEWAY',
  503: 'UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
  507: 'SERVER_STORAGE_FULL',
  511: 'CAPTIVE_PORTAL',
};

describe('every HTTP status', () => {
  const statuses = Array.from({ length: 200 }, (_, index) => 400 + index);

  it.each(statuses)('%i has its name, in an answer and on an error', (status) => {
    const expected = REGISTERED[status] ?? (status < 500 ? 'CLIENT_ERROR' : 'OTHER_SERVER_ERROR');
    const told = [
      answered({ status, headers: {}, body: '' }),
      toFailure(new Response(null, { status })),
      toFailure(Object.assign(new Error('no'), { response: { status } })),
    ];
    const right = told.every((failure) => failure.code === expected && failure.status === status);
    count('statuses', right);
    expect(told.map(({ code }) => code)).toEqual([expected, expected, expected]);
    expect(right && kindOfStatus(status).code === expected).toBe(true);
  });

  it.each(statuses)('%i is only repeated where nothing or nobody knows what was done', (status) => {
    const { retry, effect } = kindOfStatus(status);
    expect(effect).not.toBe('applied');
    expect(status < 500 || retry === 'later' || status === 501).toBe(true);
  });
});
