// Code of an app in a browser, without any of the optional peers.
import {
  createCell,
  createHoldfast,
  defineRead,
  defineWrite,
  fetchTransport,
  isFailure,
  matchFailure,
  type StandardSchema,
} from '@holdfast/core';
import type { Bytes } from '@holdfast/core/parts';
import { createBudget, createMemoryLedgerStore } from '@holdfast/core/budget';
import { createFailover } from '@holdfast/core/health';
import { de } from '@holdfast/core/messages/de';
import { en } from '@holdfast/core/messages/en';
import { createCircuitBreaker, pipeline, retry, timeout } from '@holdfast/core/policies';
import { createMetrics } from '@holdfast/core/telemetry';
import { useResilientForm } from '@holdfast/forms';
import {
  createSession,
  resilientFetch,
  withFailover,
  withSession,
  withSharedReads,
} from '@holdfast/http';
import { createStreams, ndjson } from '@holdfast/http/streams';
import { createOutbox, createReadCache } from '@holdfast/offline';
import { createUnsavedWork } from '@holdfast/offline/register';
import { HoldfastProvider, StatusLine, useConnectivity, useRead } from '@holdfast/react';
import { ErrorBoundary } from '@holdfast/react/boundary';
import * as testing from '@holdfast/testing';
import * as slices from '@holdfast/zustand';

interface Character {
  readonly id: string;
  readonly name: string;
}
declare const Character: StandardSchema<Character, Character>;
declare const Characters: StandardSchema<unknown, readonly Character[]>;

const saveCharacter = defineWrite('character.save', {
  input: Character,
  output: Character,
  request: ({ id, ...json }) => ({ method: 'PUT', path: `characters/${id}`, json }),
  lane: ({ id }) => `character:${id}`,
  offline: 'queue',
});
const listCharacters = defineRead('character.list', {
  output: Characters,
  request: () => ({ path: 'characters' }),
  staleIfErrorMs: 86_400_000,
});
export const portrait: { readonly method: 'PUT'; readonly path: string; readonly body: Bytes } = {
  ...{ method: 'PUT', path: 'portrait' },
  body: new Uint8Array(2),
};

const identity = createCell({ subject: 'ann' });
const session = createSession({ refresh: async () => 'a-token' });
const servers = createFailover({ urls: ['/a/', '/b/'] });
const transport = withSharedReads(withSession(withFailover(fetchTransport(), servers), session));
const outbox = createOutbox({ transport, identity, sender: 'page' });
const holdfast = createHoldfast({
  ...{ transport, identity, outbox, cache: createReadCache(), baseUrl: '/api/' },
  reads: pipeline(retry({ maxAttempts: 2 }), createCircuitBreaker(), timeout({ ms: 500 })),
  budget: createBudget({ owner: 'ann', limitMicros: 1, store: createMemoryLedgerStore() }),
  sinks: [createMetrics().sink],
  streams: createStreams({ formats: [ndjson] }),
});

export async function save(): Promise<string> {
  const outcome = await holdfast.run(saveCharacter, { id: 'mara', name: 'Mara' });
  if (outcome.kind === 'live') return outcome.value.name;
  if (outcome.kind === 'queued') return (await outcome.handle.synced).name;
  return isFailure(outcome.failure, 'OFFLINE') ? outcome.failure.code : 'other';
}

function List() {
  const { state } = useRead(listCharacters);
  const connectivity = useConnectivity();
  return (
    <section title={connectivity}>
      <StatusLine state={state} />
      {state.value?.map(({ id, name }) => (
        <p key={id}>{name}</p>
      ))}
    </section>
  );
}

export const app = (
  <HoldfastProvider holdfast={holdfast}>
    <ErrorBoundary name="characters" fallback={null}>
      <List />
    </ErrorBoundary>
  </HoldfastProvider>
);
export const more = { de, en, matchFailure, resilientFetch, useResilientForm, testing, slices };
export const unsaved = createUnsavedWork();
