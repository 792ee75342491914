import {
  createCell,
  createHoldfast,
  defineRead,
  defineStream,
  defineWrite,
  type Holdfast,
} from '@holdfast/core';
import {
  type Cell,
  createConnectivity,
  STREAM_IDLE,
  type RuntimeOutbox,
  type StreamPort,
} from '@holdfast/core/parts';
import { createVirtualPlatform, createWorld } from '@holdfast/testing';
import { act } from '@testing-library/react';
import type { ReactElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { Announcer } from './announcer/announcer.tsx';
import { ErrorBoundary } from './boundary/error-boundary.tsx';
import { HoldfastProvider } from './holdfast-provider.tsx';
import { StatusLine } from './status/status-line.tsx';
import { useConnectivity } from './use-connectivity.ts';
import { useEntries } from './use-entries.ts';
import { useNow } from './use-now.ts';
import { useObservable } from './use-observable.ts';
import { useRead } from './use-read.ts';
import { useStream } from './use-stream.ts';
import { useWrite } from './use-write.ts';

const list = defineRead('thing.list', { request: () => ({ path: 'things' }) });
const save = defineWrite('thing.save', { request: () => ({ method: 'POST', path: 'things' }) });
const tell = defineStream('thing.tell', { request: () => ({ method: 'POST', path: 'tales' }) });

interface Side {
  readonly holdfast: Holdfast;
  readonly own: Cell<string>;
}

function Everything({ own }: Pick<Side, 'own'>): ReactElement {
  const now = useNow();
  const { state } = useRead(list);
  const facts = {
    ...{ now, connectivity: useConnectivity(), entries: useEntries().length },
    ...{ read: state.kind, write: useWrite(save).state.kind, stream: useStream(tell).stream.kind },
    own: useObservable(own),
  };
  return (
    <ErrorBoundary name="everything">
      <Announcer />
      <StatusLine state={{ kind: 'live', value: 1, at: 1_790_000_000_000 }} />
      <pre>{JSON.stringify(facts)}</pre>
    </ErrorBoundary>
  );
}

const page = ({ holdfast, own }: Side): ReactElement => (
  <HoldfastProvider holdfast={holdfast}>
    <Everything own={own} />
  </HoldfastProvider>
);

/** A runtime as a module composes it, on a server or in a page. */
function compose(now: number): Side & { readonly move: () => void } {
  const connectivity = createConnectivity();
  const entries = createCell<readonly unknown[]>([]);
  const told = createCell<unknown>(STREAM_IDLE);
  const own = createCell('as it began');
  const { transport } = createWorld();
  const watch = { ...told, start: async () => {}, forget: async () => {} };
  const holdfast = createHoldfast({
    ...{ transport, connectivity, platform: createVirtualPlatform({ now }) },
    outbox: { entries } as unknown as RuntimeOutbox,
    streams: () => ({ open: () => watch }) as unknown as StreamPort,
  });
  return {
    ...{ holdfast, own },
    move() {
      connectivity.note('answered');
      entries.set([{ id: 'e1', state: { kind: 'waiting' }, invalidates: [] }]);
      told.set({ kind: 'running', since: now });
      own.set('as it went on');
    },
  };
}

afterEach(() => void vi.restoreAllMocks());

it('a page hydrates without a warning, although every state of the page has changed before', async () => {
  const complaints = vi.spyOn(console, 'error');
  const recovered: unknown[] = [];
  const place = document.createElement('main');
  place.innerHTML = renderToString(page(compose(1_700_000_000_000)));
  const client = compose(1_800_000_000_000);
  client.move();
  const root = await act(async () =>
    hydrateRoot(place, page(client), { onRecoverableError: (error) => recovered.push(error) }),
  );

  expect(recovered).toEqual([]);
  expect(complaints).not.toHaveBeenCalled();
  const shown = JSON.parse(place.querySelector('pre')?.textContent ?? '') as Record<
    string,
    unknown
  >;
  expect(shown).toMatchObject({
    ...{ now: 1_800_000_000_000, entries: 1, stream: 'running' },
    own: 'as it went on',
  });
  expect(shown['connectivity']).not.toBe('unknown');
  await act(async () => root.unmount());
});

it('a server renders the same page, also when the state of its own runtime has changed', () => {
  const [one, other] = [compose(1_700_000_000_000), compose(1_800_000_000_000)];
  other.move();
  expect(renderToString(page(other))).toBe(renderToString(page(one)));
});
