import {
  createCell,
  createHoldfast,
  defineRead,
  defineStream,
  defineWrite,
  type Holdfast,
  type Observable,
  type UpdateState,
} from '@holdfast/core';
import {
  type Cell,
  createConnectivity,
  STREAM_IDLE,
  type RuntimeBudget,
  type RuntimeOutbox,
  type StreamPort,
} from '@holdfast/core/parts';
import type { BudgetView } from '@holdfast/core/budget';
import { createCircuitBreaker, isolateCircuit } from '@holdfast/core/policies';
import type { Incident } from '@holdfast/core/telemetry';
import { createVirtualPlatform, createWorld, jsonAnswer } from '@holdfast/testing';
import { act } from '@testing-library/react';
import { startTransition, Suspense, useLayoutEffect, type ReactElement } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { Announcer } from './announcer/announcer.tsx';
import { ErrorBoundary } from './boundary/error-boundary.tsx';
import { HoldfastProvider } from './holdfast-provider.tsx';
import { StatusLine } from './status/status-line.tsx';
import { useRetryCountdown } from './clock/use-retry-countdown.ts';
import { useBudget } from './use-budget.ts';
import { useCircuit } from './use-circuit.ts';
import { useIncidents } from './use-incidents.ts';
import { useOutboxEntry } from './use-outbox-entry.ts';
import { useUnsavedWork } from './use-unsaved-work.ts';
import { useUpdate } from './use-update.ts';
import { useConnectivity } from './use-connectivity.ts';
import { useOutbox } from './use-outbox.ts';
import { useNow } from './clock/use-now.ts';
import { useObservable } from './use-observable.ts';
import { useRead } from './reads/use-read.ts';
import { useSuspenseRead } from './reads/use-suspense-read.ts';
import { useStream } from './use-stream.ts';
import { useOperation, useWrite } from './use-operation.ts';

const list = defineRead('thing.list', { request: () => ({ path: 'things' }) });
const save = defineWrite('thing.save', { request: () => ({ method: 'POST', path: 'things' }) });
const tell = defineStream('thing.tell', { request: () => ({ method: 'POST', path: 'tales' }) });

interface Side {
  readonly holdfast: Holdfast;
  readonly own: Cell<string>;
  readonly updates: Cell<UpdateState>;
}

function Everything({ own, updates }: Pick<Side, 'own' | 'updates'>): ReactElement {
  const now = useNow();
  const { state } = useRead(list);
  const facts = {
    ...{ now, connectivity: useConnectivity(), entries: useOutbox().size },
    ...{ read: state.kind, write: useWrite(save).state.kind, stream: useStream(tell).stream.kind },
    ...{ asked: useOperation(list).state.kind, entry: useOutboxEntry('e1').state.kind },
    ...{ circuit: useCircuit('reads').state, budget: useBudget(), incidents: useIncidents() },
    ...{ unsaved: useUnsavedWork('a note'), update: useUpdate(updates).kind },
    ...{ countdown: useRetryCountdown(1_800_000_009_000), own: useObservable(own) },
  };
  return (
    <ErrorBoundary name="everything" fallback={null}>
      <Announcer />
      <StatusLine state={{ kind: 'live', value: 1, at: 1_790_000_000_000 }} />
      <pre>{JSON.stringify(facts)}</pre>
    </ErrorBoundary>
  );
}

const page = ({ holdfast, own, updates }: Side): ReactElement => (
  <HoldfastProvider holdfast={holdfast}>
    <Everything own={own} updates={updates} />
  </HoldfastProvider>
);

const VIEW: BudgetView = {
  ...{ limitMicros: 9, spentMicros: 0, reservedMicros: 0, availableMicros: 9 },
  threshold: undefined,
};

/** A runtime as a module composes it, on a server or in a page. It counts its listeners. */
function compose(now: number): Side & { readonly move: () => void; readonly heard: () => number } {
  let listeners = 0;
  const counted = <T extends Observable<unknown>>(source: T): T => ({
    ...source,
    subscribe(listener: () => void) {
      const leave = source.subscribe(listener);
      listeners += 1;
      return () => {
        listeners -= 1;
        leave();
      };
    },
  });
  const connectivity = counted(createConnectivity());
  const entries = createCell<readonly unknown[]>([]);
  const told = createCell<unknown>(STREAM_IDLE);
  const own = counted(createCell('as it began'));
  const updates = counted(createCell<UpdateState>({ kind: 'current' }));
  const labels = createCell<readonly string[]>([]);
  const budget = createCell(VIEW);
  const incidents = createCell<readonly Incident[]>([]);
  const circuit = createCircuitBreaker();
  const followed = counted(createCell<unknown>({ kind: 'queued' }));
  const { transport } = createWorld();
  const watch = { ...counted(told), start: async () => {}, forget: async () => {} };
  const platform = createVirtualPlatform({ now });
  const holdfast = createHoldfast({
    ...{ transport, connectivity, platform },
    outbox: { entries: counted(entries), follow: () => followed } as unknown as RuntimeOutbox,
    streams: () => ({ open: () => watch }) as unknown as StreamPort,
    circuits: { reads: counted(circuit) },
    budget: { ...counted(budget), receipts: counted(createCell([])) } as unknown as RuntimeBudget,
    incidents: { ...counted(incidents), sink: () => {} },
    unsavedWork: { labels: counted(labels), declare: () => () => {} },
  });
  return {
    ...{ holdfast, own, updates },
    heard: () => listeners + platform.pending(),
    move() {
      connectivity.note('answered');
      entries.set([{ id: 'e1', state: { kind: 'waiting' }, invalidates: [] }]);
      told.set({ kind: 'running', since: now });
      own.set('as it went on');
      updates.set({ kind: 'waiting', apply() {}, later() {}, isPutOff: false });
      labels.set(['a note']);
      budget.set({ ...VIEW, spentMicros: 4, availableMicros: 5 });
      incidents.set([{ id: 'i1' }] as unknown as Incident[]);
      isolateCircuit(circuit);
    },
  };
}

/** Changes every state once, while React is between two components. */
function Between({ move }: { readonly move: () => void }): null {
  move();
  return null;
}

function List(): ReactElement {
  return <p>{String(useSuspenseRead(list).value)}</p>;
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
    ...{ entry: 'queued', circuit: 'isolated', unsaved: ['a note'], update: 'waiting' },
    ...{ countdown: 9, budget: { spentMicros: 4 }, incidents: [{ id: 'i1' }] },
  });
  expect(shown['connectivity']).not.toBe('unknown');
  await act(async () => root.unmount());
});

it('a server renders the same page, also when the state of its own runtime has changed', () => {
  const [one, other] = [compose(1_700_000_000_000), compose(1_800_000_000_000)];
  other.move();
  expect(renderToString(page(other))).toBe(renderToString(page(one)));
});

it('hooks leave no listener and no timer behind when their component is gone', async () => {
  const client = compose(1_800_000_000_000);
  const place = document.createElement('main');
  const root = createRoot(place);
  await act(async () => root.render(page(client)));
  expect(client.heard()).toBeGreaterThan(10);
  await act(async () => root.unmount());
  await client.holdfast.dispose();
  expect(client.heard()).toBe(0);
});

it.each<[string, (side: Side) => unknown]>([
  ['useConnectivity', () => useConnectivity()],
  ['useOutbox', () => useOutbox().size],
  ['useOutboxEntry', () => useOutboxEntry('e1').entry?.id],
  ['useStream', () => useStream(tell).stream.kind],
  ['useCircuit', () => useCircuit('reads').state],
  ['useBudget', () => useBudget()?.spentMicros],
  ['useIncidents', () => useIncidents().length],
  ['useUnsavedWork', () => useUnsavedWork()],
  ['useUpdate', ({ updates }) => useUpdate(updates).kind],
  ['useObservable', ({ own }) => useObservable(own)],
])(
  '%s never shows two states in one frame, although the state changes between two components',
  async (_, useFact) => {
    const client = compose(1_800_000_000_000);
    const place = document.createElement('main');
    const root = createRoot(place);
    let frame: (string | null)[] | undefined;
    let hasMoved = false;
    const moveOnce = (): void => {
      if (!hasMoved) client.move();
      hasMoved = true;
    };
    function State(): ReactElement {
      return <p>{JSON.stringify(useFact(client))}</p>;
    }
    function Twice(): ReactElement {
      useLayoutEffect(() => {
        frame ??= Array.from(place.querySelectorAll('p'), ({ textContent }) => textContent);
      });
      return (
        <>
          <State />
          <Between move={moveOnce} />
          <State />
        </>
      );
    }
    const both = (
      <HoldfastProvider holdfast={client.holdfast}>
        <Twice />
      </HoldfastProvider>
    );
    // Only a render that can be interrupted can see two states.
    await act(async () => startTransition(() => root.render(both)));
    expect(frame).toEqual([place.textContent.slice(0, place.textContent.length / 2), frame?.[0]]);
    await act(async () => root.unmount());
  },
);

it('a page that hydrates completes a Suspense that the server had to leave waiting', async () => {
  const world = createWorld();
  world.transport.answerWith(() => jsonAnswer('one'));
  const waiting = (
    <HoldfastProvider holdfast={world.holdfast}>
      <Suspense fallback={<p>waiting</p>}>
        <List />
      </Suspense>
    </HoldfastProvider>
  );
  const place = document.createElement('main');
  place.innerHTML = renderToString(waiting);
  expect(place.textContent).toBe('waiting');
  // React itself says that the server left a part to the page.
  const root = await act(async () => hydrateRoot(place, waiting, { onRecoverableError() {} }));
  await act(() => world.platform.advance(0));
  expect(place.textContent).toBe('one');
  await act(async () => root.unmount());
});
