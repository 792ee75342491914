import { type Failure, toFailure } from '@holdfast/core';
import {
  interpret,
  toHydrationFailure,
  toImportFailure,
  toJsonFailure,
  toLockFailure,
  toNetworkFailure,
  toRenderFailure,
  toStorageFailure,
  toWorkerFailure,
} from '@holdfast/core/parts';
import { toDatabaseFailure, toServerFailure } from '@holdfast/server/parts';
import { type Case, engineOf } from './corpus-case.ts';
import { rebuildThrown, type Thrown } from './rebuild-thrown.ts';

export function nameAnswer(thrown: unknown): Failure {
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
}

/** The function that an app, or its server, calls at each place that can catch an error. */
const SITES: Readonly<Record<string, (thrown: unknown, signal?: AbortSignal) => Failure>> = {
  anywhere: (thrown) => toFailure(thrown),
  json: toJsonFailure,
  fetch: toNetworkFailure,
  import: toImportFailure,
  render: (thrown) => toRenderFailure(thrown),
  hydrate: (thrown) => toHydrationFailure(thrown),
  storage: toStorageFailure,
  lock: toLockFailure,
  worker: toWorkerFailure,
  database: toDatabaseFailure,
  answer: nameAnswer,
};

/** Rebuilds the thrown value and calls the function that an app would call at that place. */
export function nameAtSite(one: Case): Failure {
  const { site, thrown, signal } = one;
  // Databases are asked on servers only.
  const name = site === 'anywhere' && engineOf(one) === 'node' ? toServerFailure : SITES[site];
  if (!name) throw new Error(`No function is asked at ${site}.`);
  return name(rebuildThrown(thrown), signal && AbortSignal.abort(rebuildThrown(signal)));
}
