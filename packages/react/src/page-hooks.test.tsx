import {
  createCell,
  defineRead,
  defineWrite,
  Failure,
  type Observable,
  type UpdateState,
} from '@holdfast/core';
import { createBudget, createMemoryLedgerStore } from '@holdfast/core/budget';
import { REQUEST_INVALID, SERVER_ERROR } from '@holdfast/core/failures';
import { createCircuitBreaker, isolateCircuit, pipeline } from '@holdfast/core/policies';
import { createIncidents } from '@holdfast/core/telemetry';
import { createWorld, jsonAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useRetryCountdown } from './clock/use-retry-countdown.ts';
import { useBudget } from './use-budget.ts';
import { useCircuit } from './use-circuit.ts';
import { useIncidents } from './use-incidents.ts';
import { useOperation } from './use-operation.ts';
import { useOutboxEntry } from './use-outbox-entry.ts';
import { useOutbox } from './use-outbox.ts';
import { useUnsavedWork } from './use-unsaved-work.ts';
import { useUpdate } from './use-update.ts';

afterEach(endResilient);
afterEach(() => void vi.restoreAllMocks());

const list = defineRead('note.list', { request: () => ({ path: 'notes' }) });
const add = defineWrite('note.add', {
  request: () => ({ method: 'POST', path: 'notes' }),
  offline: 'queue',
});
const tag = defineWrite('tag.add', {
  request: () => ({ method: 'POST', path: 'tags' }),
  lane: () => 'tags',
  offline: 'queue',
});

/** Shows a value as JSON, so that a test needs no markup. */
const show = (value: unknown): ReactElement => <p data-testid="shown">{JSON.stringify(value)}</p>;
const shown = (): unknown => JSON.parse(screen.getByTestId('shown').textContent || 'null');

function Waiting({ only }: { readonly only?: string }): ReactElement {
  const { items, size, oldest, retry, discard, flush } = useOutbox(
    only === undefined ? undefined : ({ operation }) => operation === only,
  );
  const id = oldest?.id ?? '';
  return (
    <>
      <p data-testid="shown">
        {JSON.stringify({ size, kinds: items.map((each) => each.state.kind) })}
      </p>
      <button onClick={() => void retry(id)}>Retry</button>
      <button onClick={() => void discard(id)}>Discard</button>
      <button onClick={flush}>Flush</button>
    </>
  );
}

function Search(): ReactElement {
  const { state, run, retry, cancel, reset } = useOperation(list);
  return (
    <>
      <p data-testid="shown">{JSON.stringify([state.kind, state.value])}</p>
      <button onClick={() => void run()}>Run</button>
      <button onClick={() => void retry()}>Retry</button>
      <button onClick={() => void cancel()}>Cancel</button>
      <button onClick={reset}>Reset</button>
    </>
  );
}
const press = async (name: string, advance: (ms: number) => Promise<void>): Promise<void> => {
  fireEvent.click(screen.getByText(name));
  await advance(0);
};

const leaves = (): boolean => dispatchEvent(new Event('beforeunload', { cancelable: true }));

function Entry({ id }: { readonly id: string }): ReactElement {
  const { entry, state } = useOutboxEntry(id);
  return show([entry?.id === id, state.kind, state.value]);
}
const Circuit = ({ name }: { readonly name: string }): ReactElement => show(useCircuit(name));
const Budget = (): ReactElement => show(useBudget() ?? 'none');
const Troubles = (): ReactElement => show(useIncidents().map(({ name }) => name));
const Editor = ({ label = '' }: { readonly label?: string }): ReactElement =>
  show(useUnsavedWork(label));
const Countdown = ({ at }: { readonly at: number | undefined }): ReactElement =>
  show(useRetryCountdown(at));
const Update = ({ updates }: { readonly updates: Observable<UpdateState> }): ReactElement =>
  show(useUpdate(updates).kind);

describe('useOutbox', () => {
  it('counts and filters the waiting entries, and gives the functions that act on them', async () => {
    const world = createWorld();
    const { advance, rerender } = renderResilient(<Waiting />, { world });
    expect(shown()).toEqual({ size: 0, kinds: [] });
    void world.holdfast.run(add);
    void world.holdfast.run(tag);
    await advance(1_500);
    expect(shown()).toEqual({ size: 2, kinds: ['queued', 'queued'] });
    rerender(<Waiting only="tag.add" />);
    expect(shown()).toMatchObject({ size: 1 });

    const [, { id }] = world.outbox.entries.getSnapshot() as [unknown, { readonly id: string }];
    const failure = new Failure(REQUEST_INVALID);
    act(() => world.outbox.set(id, { kind: 'dead', failure }));
    fireEvent.click(screen.getByText('Retry'));
    await advance(0);
    expect(shown()).toMatchObject({ kinds: ['queued'] });
    fireEvent.click(screen.getByText('Discard'));
    await advance(0);
    expect(shown()).toMatchObject({ size: 0 });
    const before = world.outbox.wakes();
    fireEvent.click(screen.getByText('Flush'));
    expect(world.outbox.wakes()).toBe(before + 1);
  });

  it('shows nothing in a runtime without an outbox', () => {
    const world = createWorld({ outbox: undefined });
    renderResilient(<Waiting />, { world });
    fireEvent.click(screen.getByText('Retry'));
    fireEvent.click(screen.getByText('Flush'));
    expect(shown()).toEqual({ size: 0, kinds: [] });
  });
});

describe('useOutboxEntry', () => {
  it('follows an entry to its end, in the words of every operation', async () => {
    const world = createWorld();
    void world.holdfast.run(add);
    await world.platform.advance(1_500);
    const id = world.outbox.entries.getSnapshot()[0]?.id ?? '';
    const { advance } = renderResilient(<Entry id={id} />, { world });
    expect(shown()).toEqual([true, 'queued', null]);
    const failure = new Failure(REQUEST_INVALID);
    act(() => world.outbox.set(id, { kind: 'blocked', reason: 'auth', failure }));
    expect(shown()).toEqual([true, 'blocked', null]);
    act(() => world.outbox.apply(id, 'answer'));
    await advance(0);
    expect(shown()).toEqual([false, 'live', 'answer']);
  });
});

describe('useOperation', () => {
  it('runs a read when the user asks for it, and again, and not before', async () => {
    const world = createWorld();
    const { advance } = renderResilient(<Search />, { world });
    await advance(1_000);
    expect(shown()).toEqual(['idle', null]);
    await press('Run', advance);
    expect(shown()).toEqual(['failed', null]);
    world.transport.answerWith(() => jsonAnswer('found'));
    await press('Retry', advance);
    expect(shown()).toEqual(['live', 'found']);
    await press('Reset', advance);
    expect(shown()).toEqual(['idle', null]);
    expect(world.transport.requests).toHaveLength(2);
  });

  it('takes back a run that is under way', async () => {
    const world = createWorld();
    world.transport.answerWith(() => new Promise(() => {}));
    const { advance } = renderResilient(<Search />, { world });
    await press('Run', advance);
    expect(shown()).toEqual(['running', null]);
    await press('Cancel', advance);
    expect(shown()).toEqual(['idle', null]);
  });
});

describe('useCircuit', () => {
  it('says that a server is left alone, and until when', async () => {
    const circuit = createCircuitBreaker({ openMs: 5_000 });
    const world = createWorld({ circuits: { notes: circuit } });
    world.transport.answerWith(() => jsonAnswer('down', 503));
    const reads = pipeline({ platform: world.platform }, circuit);
    const { advance } = renderResilient(<Circuit name="notes" />, { world });
    expect(shown()).toEqual({ state: 'closed' });
    const fail = async (): Promise<void> => {
      await reads(() => Promise.reject(new Failure(SERVER_ERROR))).catch(() => {});
    };
    for (let count = 0; count < 5; count += 1) await fail();
    await advance(0);
    expect(shown()).toEqual({ state: 'open', retryAt: world.platform.now() + 5_000 });
    act(() => void isolateCircuit(circuit));
    await advance(0);
    expect(shown()).toEqual({ state: 'isolated' });
  });

  it('is closed if no circuit has the name', () => {
    renderResilient(<Circuit name="nowhere" />);
    expect(shown()).toEqual({ state: 'closed' });
  });
});

describe('useBudget', () => {
  it('shows the spent and reserved money, with the receipts', async () => {
    const budget = createBudget({
      owner: 'mira',
      limitMicros: 1_000,
      store: createMemoryLedgerStore(),
    });
    const { advance } = renderResilient(<Budget />, {
      world: createWorld({ budget }),
    });
    expect(shown()).toMatchObject({ availableMicros: 1_000, receipts: [] });
    await act(() => budget.reserve('key', 400));
    await advance(0);
    expect(shown()).toMatchObject({ availableMicros: 600, receipts: [{ state: 'held' }] });
  });

  it('is undefined without a budget', () => {
    renderResilient(<Budget />);
    expect(shown()).toBe('none');
  });
});

describe('useIncidents', () => {
  it('lists a trouble until it has ended', async () => {
    const world = createWorld({ incidents: createIncidents() });
    const { advance } = renderResilient(<Troubles />, { world });
    expect(shown()).toEqual([]);
    await act(async () => void (await world.holdfast.run(list)));
    expect(shown()).toEqual(['note.list']);
    world.transport.answerWith(() => jsonAnswer('back'));
    await act(async () => void (await world.holdfast.run(list)));
    await advance(0);
    expect(shown()).toEqual([]);
  });
});

describe('useUnsavedWork', () => {
  it('declares work while the component has some, and only then asks before the user leaves the page', async () => {
    const labels = createCell<readonly string[]>([]);
    const declare = (label: string): (() => void) => {
      labels.set([...labels.getSnapshot(), label]);
      return () => labels.set(labels.getSnapshot().filter((each) => each !== label));
    };
    const world = createWorld({ unsavedWork: { labels, declare } });
    const { rerender, unmount, advance } = renderResilient(<Editor />, { world });
    expect([shown(), leaves()]).toEqual([[], true]);
    rerender(<Editor label="a note" />);
    expect([shown(), leaves()]).toEqual([['a note'], false]);
    rerender(<Editor />);
    expect([shown(), leaves()]).toEqual([[], true]);
    act(() => void declare('a story, elsewhere'));
    expect([shown(), leaves()]).toEqual([['a story, elsewhere'], false]);
    rerender(<Editor label="a note" />);
    unmount();
    await advance(0);
    expect([labels.getSnapshot(), leaves()]).toEqual([['a story, elsewhere'], true]);
  });

  it('guards the page in a runtime that keeps no list of unsaved work', async () => {
    const { unmount, advance } = renderResilient(<Editor label="a note" />);
    expect([shown(), leaves()]).toEqual([['a note'], false]);
    unmount();
    await advance(0);
    expect(leaves()).toBe(true);
  });
});

it('useUpdate shows the state of an update', () => {
  const updates = createCell<UpdateState>({ kind: 'current' });
  renderResilient(<Update updates={updates} />);
  expect(shown()).toBe('current');
  const offer = { apply: () => {}, later: () => {}, isPutOff: false };
  act(() => updates.set({ kind: 'waiting', ...offer }));
  expect(shown()).toBe('waiting');
});

describe('useRetryCountdown', () => {
  it('counts whole seconds, once a second, and stops at 0', async () => {
    const world = createWorld();
    const at = world.platform.now() + 2_500;
    const { advance } = renderResilient(<Countdown at={at} />, { world });
    const counted = [shown()];
    for (let step = 0; step < 6; step += 1) {
      await advance(500);
      counted.push(shown());
    }
    expect(counted).toEqual([3, 2, 2, 1, 1, 0, 0]);
    expect(world.platform.pending()).toBe(0);
  });

  it('has no timer while the page is hidden, and is right when it is shown again', async () => {
    const world = createWorld();
    const at = world.platform.now() + 60_000;
    const { advance, unmount } = renderResilient(<Countdown at={at} />, { world });
    const visibility = vi.spyOn(document, 'visibilityState', 'get');
    const turn = (state: DocumentVisibilityState): void => {
      visibility.mockReturnValue(state);
      act(() => void document.dispatchEvent(new Event('visibilitychange')));
    };
    turn('hidden');
    expect(world.platform.pending()).toBe(0);
    await advance(30_000);
    expect(shown()).toBe(60);
    turn('visible');
    expect(shown()).toBe(30);
    unmount();
    expect(world.platform.pending()).toBe(0);
  });

  it('is 0 without a time', () => {
    renderResilient(<Countdown at={undefined} />);
    expect(shown()).toBe(0);
  });
});
