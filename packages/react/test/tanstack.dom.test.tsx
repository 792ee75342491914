import {
  createHoldfast,
  defineRead,
  defineWrite,
  type Failure,
  type StandardSchema,
} from '@holdfast/core';
import { pipeline, retry } from '@holdfast/core/policies';
import { resilientFetch } from '@holdfast/http';
import {
  besideHoldfast,
  followWrites,
  holdfastMutation,
  usePending,
} from '@holdfast/react/tanstack';
import { createDevice, createWorld, jsonAnswer, type ResilientWorld } from '@holdfast/testing';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import {
  notifyManager,
  onlineManager,
  QueryClient,
  QueryClientProvider,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { act, fireEvent, screen } from '@testing-library/react';
import * as React from 'react';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';

// React 18 has none.
const { Activity } = React;

// Its own timers would not wait for the clock of the test.
notifyManager.setScheduler(queueMicrotask);

afterEach(() => {
  onlineManager.setOnline(true);
  endResilient();
});

const text: StandardSchema<string> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as string }) },
};
const list = defineRead('note.list', { request: () => ({ path: 'notes' }) });
const addNote = defineWrite('note.add', {
  input: text,
  request: (json) => ({ method: 'POST', path: 'notes', json }),
  offline: 'queue',
  invalidates: [list],
});

function renderWith(ui: ReactNode, world: ResilientWorld, client: QueryClient): ResilientView {
  return renderResilient(<QueryClientProvider client={client}>{ui}</QueryClientProvider>, {
    world,
  });
}

const requestsOf = async (client: QueryClient): Promise<number> => {
  let requests = 0;
  const guard = pipeline(retry({ maxAttempts: 3, backoff: () => 0 }));
  const fetch = resilientFetch(
    async () => {
      requests += 1;
      return new Response(null, { status: 503 });
    },
    { guard },
  );
  const queryFn = async (): Promise<unknown> => {
    const response = await fetch('https://notes.example/notes');
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.json();
  };
  await client.fetchQuery({ queryKey: ['note.list'], queryFn }).catch(() => {});
  return requests;
};

describe('a query beside Holdfast', () => {
  it('does not multiply the retries of `resilientFetch`', async () => {
    expect(await requestsOf(new QueryClient({ defaultOptions: besideHoldfast }))).toBe(3);
    const queries = { retry: 3, retryDelay: 0 };
    expect(await requestsOf(new QueryClient({ defaultOptions: { queries } }))).toBe(12);
  });
});

function Add(): ReactElement {
  const { holdfast } = worldOf.current;
  const { mutate, status, isPaused, data, error } = useMutation(
    holdfastMutation(holdfast, addNote),
  );
  error satisfies Failure | null;
  return (
    <>
      <button onClick={() => mutate('milk')}>Add</button>
      <p data-testid="mutation">{[status, isPaused, data?.kind, error?.code].join(' ')}</p>
    </>
  );
}
const worldOf: { current: ResilientWorld } = { current: createWorld() };
const mutation = (): string | null => screen.getByTestId('mutation').textContent;

describe('a mutation of a write of Holdfast', () => {
  it('is queued and not paused when TanStack Query believes that there is no network', async () => {
    worldOf.current = createWorld();
    const { outbox } = worldOf.current;
    onlineManager.setOnline(false);
    const { advance } = renderWith(<Add />, worldOf.current, new QueryClient());
    fireEvent.click(screen.getByText('Add'));
    await advance(1_500);
    expect(mutation()).toBe('success false queued ');
    expect(outbox.entries.getSnapshot()).toMatchObject([{ operation: 'note.add', input: 'milk' }]);
  });

  it('survives a reload before the answer has come', async () => {
    const world = createWorld();
    worldOf.current = world;
    const { advance, unmount } = renderWith(<Add />, world, new QueryClient());
    fireEvent.click(screen.getByText('Add'));
    await advance(0);
    expect(mutation()).toBe('pending false  ');
    unmount();

    // The next page has a client and a runtime of its own, and the same device.
    const { transport, outbox, identity, platform } = world;
    const next = createHoldfast({ transport, outbox, identity, platform });
    expect(next.outbox?.entries.getSnapshot()).toMatchObject([{ input: 'milk' }]);
  });

  it.each(['under way', 'paused by TanStack Query'])(
    'is sent after a reload under one key, also when it was %s before',
    async (before) => {
      const device = createDevice();
      worldOf.current = device;
      device.transport.answerWith(() => new Promise(() => {}));
      if (before !== 'under way') {
        onlineManager.setOnline(false);
        device.goOffline();
      }
      const mutations = { retry: 3, retryDelay: 0 };
      const client = new QueryClient({ defaultOptions: { mutations } });
      const { advance, unmount } = renderWith(<Add />, device, client);
      fireEvent.click(screen.getByText('Add'));
      await advance(0);
      unmount();

      device.transport.answerWith(() => jsonAnswer('ok'));
      device.reload();
      const next = renderWith(<Add />, device, new QueryClient());
      onlineManager.setOnline(true);
      device.goOnline();
      await next.advance(0);
      expect(device.outbox.entries.getSnapshot()).toEqual([]);
      const sends = device.transport.requests;
      expect(sends).toHaveLength(before === 'under way' ? 2 : 1);
      expect(new Set(sends.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    },
  );

  it('is in error with a `Failure` when the write failed', async () => {
    worldOf.current = createWorld({ outbox: undefined });
    const { advance } = renderWith(<Add />, worldOf.current, new QueryClient());
    fireEvent.click(screen.getByText('Add'));
    await advance(0);
    expect(mutation()).toBe('error false  DEFECT');
  });
});

function Notes({
  read,
  client,
}: {
  readonly read: () => Promise<string[]>;
  readonly client: QueryClient;
}): ReactElement {
  const { holdfast } = worldOf.current;
  useEffect(() => followWrites(holdfast, client), [holdfast, client]);
  const { data } = useQuery({ queryKey: ['note.list'], queryFn: read });
  const notes = usePending(data, addNote, (shown, note) =>
    shown.includes(note) ? shown : [...shown, note],
  );
  return <p data-testid="notes">{notes?.join()}</p>;
}
const notes = (): string | null => screen.getByTestId('notes').textContent;

describe('a pending edit over the data of a query', () => {
  it('is never hidden by a refetch, from the click until the server lists it', async () => {
    const world = createWorld();
    worldOf.current = world;
    const onServer = ['bread'];
    let reads = 0;
    const held: (() => void)[] = [];
    let isSlow = false;
    const read = async (): Promise<string[]> => {
      reads += 1;
      const answer = [...onServer];
      if (isSlow) await new Promise<void>((resolve) => held.push(resolve));
      return answer;
    };
    const client = new QueryClient({ defaultOptions: besideHoldfast });
    const { advance } = renderWith(<Notes read={read} client={client} />, world, client);
    await advance(0);
    expect(notes()).toBe('bread');

    void world.holdfast.run(addNote, 'milk');
    await advance(1_500);
    expect(notes()).toBe('bread,milk');
    await act(() => client.refetchQueries());
    expect(notes()).toBe('bread,milk');

    // A refetch that began before the write took effect comes back after it.
    isSlow = true;
    void client.refetchQueries();
    await advance(0);
    const [entry] = world.outbox.entries.getSnapshot();
    onServer.push('milk');
    act(() => world.outbox.apply(entry?.id ?? '', 'ok'));
    await advance(0);
    expect(notes()).toBe('bread,milk');
    await act(async () => held.shift()?.());
    await advance(0);
    expect(notes()).toBe('bread,milk');
    await act(async () => held.shift()?.());
    await advance(0);
    expect(client.getQueryData(['note.list'])).toEqual(['bread', 'milk']);
    expect(notes()).toBe('bread,milk');
    expect(reads).toBe(4);
  });

  it.runIf(Activity)('is shown after React hid the part while the write took effect', async () => {
    const world = createWorld();
    worldOf.current = world;
    let isSlow = false;
    const read = async (): Promise<string[]> => {
      if (isSlow) await new Promise(() => {});
      return ['bread'];
    };
    const client = new QueryClient({ defaultOptions: besideHoldfast });
    const part = (mode: 'visible' | 'hidden'): ReactElement => (
      <QueryClientProvider client={client}>
        <Activity mode={mode}>
          <Notes read={read} client={client} />
        </Activity>
      </QueryClientProvider>
    );
    const { advance, rerender } = renderResilient(part('visible'), { world });
    await advance(0);
    isSlow = true;
    void world.holdfast.run(addNote, 'milk');
    await advance(1_500);
    expect(notes()).toBe('bread,milk');
    rerender(part('hidden'));
    await advance(0);
    const [entry] = world.outbox.entries.getSnapshot();
    act(() => world.outbox.apply(entry?.id ?? '', 'ok'));
    await advance(0);
    rerender(part('visible'));
    await advance(0);
    expect(notes()).toBe('bread,milk');
  });
});
