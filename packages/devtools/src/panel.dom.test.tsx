import { createCell, createHoldfast } from '@holdfast/core';
import { createWorld, jsonAnswer } from '@holdfast/testing';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { act, fireEvent, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { FaultPlayer } from './faults.ts';
import { HoldfastDevtools, type HoldfastDevtoolsProps } from './holdfast-devtools.tsx';
import { addNote, createTroubledWorld, listNotes } from './panel-stage.contract.ts';
import { TABS } from './panel/tab-ids.ts';
import { exportSession } from './recording/export-session.ts';
import { createRecorder } from './recording/create-recorder.ts';
import { replaySession } from './recording/replay-session.ts';

afterEach(endResilient);

const first = <T,>([one]: readonly T[]): T => {
  if (!one) throw new Error('There is none.');
  return one;
};
const host = (): ShadowRoot => {
  const root = document.querySelector('[data-holdfast-devtools]')?.shadowRoot;
  if (!root) throw new Error('The panel has no place in the page.');
  return root;
};
const shadow = (): HTMLElement => first([...host().querySelectorAll<HTMLElement>('.ground')]);
const panel = () => within(shadow());
const button = (name: string | RegExp): HTMLElement => panel().getByRole('button', { name });
const tab = (name: string): HTMLElement => panel().getByRole('tab', { name });
const body = (): string => panel().getByRole('tabpanel').textContent ?? '';
const active = (): Element => host().activeElement ?? document.body;

const QUIET = { scenario: undefined, told: [], cannot: [] };

let clicks = 0;
const click = (element: HTMLElement): void => {
  clicks += 1;
  fireEvent.click(element);
};

async function openPanel(): Promise<void> {
  click(button('Holdfast'));
  await panel().findByRole('tablist');
}

/** A page with a closed panel and one read that took three attempts. */
async function troubled(
  more: Pick<HoldfastDevtoolsProps, 'faults' | 'decisions' | 'operations'> = {},
) {
  clicks = 0;
  const world = createTroubledWorld();
  const view = renderResilient(<HoldfastDevtools holdfast={world.holdfast} {...more} />, { world });
  const read = world.holdfast.run(listNotes);
  await view.advance(20_000);
  await read;
  return { ...view, world };
}

async function settle(view: Pick<ResilientView, 'advance'>): Promise<void> {
  await view.advance(1_000);
}

describe('the panel', () => {
  it('answers "why was this retried" within two clicks, the one that opens it included', async () => {
    await troubled();
    await openPanel();
    click(tab('Attempts'));
    expect(clicks).toBe(2);
    expect(body()).toMatch(
      /note\.list.*Retried after \d+ ms: NETWORK_FAILED says that another attempt later can help, and the server did nothing\./,
    );
  });

  it('leads from an operation to the reasons of its retries by one click', async () => {
    await troubled();
    await openPanel();
    click(button(/^2 retries/));
    expect(tab('Attempts').getAttribute('aria-selected')).toBe('true');
    expect(panel().getAllByText(/^Retried after/)).toHaveLength(2);
  });

  it('shows one incident in every tab after one click on its id, until all are shown again', async () => {
    const { world, ...view } = await troubled();
    world.transport.answerWith(({ url }) => jsonAnswer(url));
    await act(() => world.holdfast.run(listNotes));
    await openPanel();
    await settle(view);
    expect(panel().getAllByText('note.list')).toHaveLength(2);
    click(first(panel().getAllByRole('button', { name: /^Show only incident/ })));
    for (const name of TABS) {
      click(tab(name));
      expect(panel().getByText(/^Only incident/)).toBeTruthy();
    }
    click(tab('Operations'));
    expect(panel().getAllByText('note.list')).toHaveLength(1);
    click(button('Show all'));
    expect(panel().getAllByText('note.list')).toHaveLength(2);
  });

  it('is used by the keyboard: arrow keys choose tabs, Escape closes it, and the focus returns', async () => {
    await troubled();
    await openPanel();
    expect(active()).toBe(tab('Operations'));
    fireEvent.keyDown(active(), { key: 'ArrowLeft' });
    expect(active()).toBe(tab('Faults'));
    expect(
      panel()
        .getAllByRole('tab')
        .filter(({ tabIndex }) => tabIndex === 0),
    ).toEqual([tab('Faults')]);
    fireEvent.keyDown(active(), { key: 'Home' });
    expect(active()).toBe(tab('Operations'));
    fireEvent.keyDown(active(), { key: 'Escape' });
    expect(active()).toBe(button('Holdfast'));
  });

  it('stands still while a developer uses it, and says how many events are newer', async () => {
    const { world, ...view } = await troubled();
    world.transport.answerWith(({ url }) => jsonAnswer(url));
    await openPanel();
    const rows = (): number => panel().getAllByText('note.list').length;
    fireEvent.focus(first(panel().getAllByRole('button', { name: /^Show only incident/ })));
    await act(() => world.holdfast.run(listNotes));
    await settle(view);
    expect(rows()).toBe(1);
    expect(body()).toMatch(/\d newer events; the list stands still/);
    fireEvent.blur(first(panel().getAllByRole('button', { name: /^Show only incident/ })));
    expect(rows()).toBe(2);
    click(button('Hold'));
    await act(() => world.holdfast.run(listNotes));
    await settle(view);
    expect(rows()).toBe(2);
  });

  it('shows the lanes of the outbox with their heads, and sends, drops and edits entries', async () => {
    const decided: unknown[] = [];
    const decisions = {
      editEntry: async (...given: readonly unknown[]) => {
        decided.push(given.slice(1));
        return 'edited';
      },
      retryUnderNewKey: async () => 'edited',
      inspectEntry: async () => ({ key: 'k' }),
    };
    const { world, ...view } = await troubled({ decisions, operations: [addNote] });
    const runs = [world.holdfast.run(addNote, 'first'), world.holdfast.run(addNote, 'second')];
    await view.advance(2_000);
    await Promise.all(runs);
    await openPanel();
    click(tab('Outbox'));
    await settle(view);
    const table = panel().getByRole('table', { name: 'Entries by lane' });
    expect(within(table).getAllByRole('row')[2]?.textContent).toMatch(
      /↳ notes.*waits for an earlier entry of its lane/,
    );
    const [entry] = world.outbox.entries.getSnapshot();
    click(first(within(table).getAllByRole('button', { name: /^Edit/ })));
    const input = panel().getByRole('textbox', { name: 'Input as JSON' });
    expect(active()).toBe(input);
    fireEvent.change(input, { target: { value: '{' } });
    await act(async () => click(button('Save')));
    expect(panel().getByRole('alert').textContent).toMatch(/JSON/);
    fireEvent.change(input, { target: { value: '"better"' } });
    await act(async () => click(button('Save')));
    expect(decided).toEqual([[entry?.id, addNote, 'better']]);

    const drop = first(within(table).getAllByRole('button', { name: /^Drop/ }));
    click(drop);
    expect(world.outbox.entries.getSnapshot()).toHaveLength(2);
    await act(async () => click(drop));
    expect(world.outbox.entries.getSnapshot()).toHaveLength(1);
  });

  it('isolates a circuit by hand, and closes it again', async () => {
    const { world, ...view } = await troubled();
    world.transport.answerWith(({ url }) => jsonAnswer(url));
    await openPanel();
    click(tab('Circuits'));
    click(button('Isolate reads'));
    await view.advance(1);
    const refused = world.holdfast.run(listNotes);
    await view.advance(20_000);
    expect(await refused).toMatchObject({ failure: { code: 'CIRCUIT_ISOLATED' } });
    click(button('Close again reads'));
    expect(await world.holdfast.run(listNotes)).toMatchObject({ kind: 'live' });
    await view.advance(1_000);
    expect(body()).toMatch(/reads.*isolated/s);
  });

  it('plays a scenario of faults, names what a page cannot do, and refuses what is no scenario', async () => {
    const state = createCell<ReturnType<FaultPlayer['getSnapshot']>>(QUIET);
    const faults = {
      ...state,
      play(scenario: object | undefined) {
        if (scenario && !('steps' in scenario)) throw new RangeError('It has no steps.');
        const told = [{ at: 5, request: 'GET /notes', nth: 1, fault: 'offline' }];
        state.set(scenario ? { scenario, told, cannot: ['clock'] } : QUIET);
      },
    };
    await troubled({ faults });
    await openPanel();
    click(tab('Faults'));
    fireEvent.change(panel().getByRole('combobox'), { target: { value: 'Hotel network' } });
    // From here the arrow keys lead to the next one.
    expect(panel().getByRole('combobox')).toHaveProperty('value', 'Hotel network');
    click(button('Play'));
    expect(state.getSnapshot()).toMatchObject({ scenario: { steps: [{ answers: { html: 1 } }] } });
    expect(body()).toMatch(/cannot do this to itself: clock.*GET \/notes/s);
    expect(body()).toMatch(/A scenario plays\./);
    await act(async () => state.set({ ...state.getSnapshot(), isOver: true }));
    expect(body()).toMatch(/The scenario is over\./);
    fireEvent.change(panel().getByRole('textbox'), { target: { value: '{}' } });
    click(button('Play'));
    expect(panel().getByRole('alert').textContent).toBe('It has no steps.');
    click(button('Stop'));
    expect(state.getSnapshot()).toMatchObject({ scenario: undefined });
  });

  it('shows a session from a file, with no runtime', async () => {
    const { world } = await troubled();
    const recorder = createRecorder();
    world.events.forEach(recorder.sink);
    const session = replaySession(exportSession(recorder));
    endResilient();
    renderResilient(<HoldfastDevtools session={session} />);
    await openPanel();
    expect(body()).toMatch(/note\.list.*live/);
    click(tab('Incidents'));
    expect(body()).toMatch(/NETWORK_FAILED.*recovered/);
  });

  it('opens the file of a session, says by code why it does not, and goes back to this page', async () => {
    const { world } = await troubled();
    const recorder = createRecorder();
    world.events.forEach(recorder.sink);
    await openPanel();
    click(button('Clear'));
    expect(body()).toMatch(/No operation has ended/);
    const choose = async (text: string, size = text.length): Promise<void> => {
      const files = [
        Object.defineProperty(new File([text], 'theirs.json'), 'size', { value: size }),
      ];
      await act(async () => {
        fireEvent.change(panel().getByLabelText('Open a session'), { target: { files } });
      });
    };
    await choose('{"format":"holdfast-session","version":2}');
    expect(await panel().findByText('theirs.json was not opened: STORAGE_NEWER.')).toBeTruthy();
    await choose('', 1e9);
    expect(
      await panel().findByText('theirs.json was not opened: it is larger than 50 MB.'),
    ).toBeTruthy();
    await choose(exportSession(recorder));
    expect(await panel().findByText('This is the session of theirs.json.')).toBeTruthy();
    expect(body()).toMatch(/note\.list.*live/);
    click(button('Back to this page'));
    expect(body()).toMatch(/No operation has ended/);
  });

  it('moves over the seconds of a plot by arrow keys, and one lasting region announces each', async () => {
    const { world, ...view } = await troubled();
    world.transport.answerWith(({ url }) => jsonAnswer(url));
    await act(() => world.holdfast.run(listNotes));
    await openPanel();
    click(tab('Timeline'));
    await settle(view);
    const plot = panel().getByRole('application', { name: /^Failures per second/ });
    const region = plot.nextElementSibling;
    expect(region?.textContent).toBe('');
    fireEvent.keyDown(plot, { key: 'Home' });
    expect(region?.textContent).toMatch(/^\d\d:\d\d:\d\d: failures 2$/);
    fireEvent.keyDown(plot, { key: 'End' });
    expect(region?.textContent).toMatch(/failures 0$/);
    expect(plot.nextElementSibling).toBe(region);
  });

  it('has each plot as a table, which is in the page only while it is open, a page at a time', async () => {
    const { world, ...view } = await troubled();
    await view.advance(60_000);
    world.transport.answerWith(({ url }) => jsonAnswer(url));
    await act(() => world.holdfast.run(listNotes));
    await openPanel();
    click(tab('Timeline'));
    await settle(view);
    expect(panel().queryByRole('table', { name: /as a table/ })).toBeNull();
    const details = first(panel().getAllByText(/^As a table/)).closest('details');
    if (!details) throw new Error('The table is in no details.');
    details.open = true;
    fireEvent(details, new Event('toggle'));
    const table = panel().getByRole('table', { name: /as a table/ });
    expect(within(table).getAllByRole('row')).toHaveLength(26);
    click(within(details).getByRole('button', { name: 'Older' }));
    expect(within(table).getAllByRole('row')).toHaveLength(26);
  });

  it('shows the events from before it was mounted, and none twice when React mounts it twice', async () => {
    clicks = 0;
    const world = createTroubledWorld();
    const read = world.holdfast.run(listNotes);
    await world.platform.advance(20_000);
    await read;
    renderResilient(<HoldfastDevtools holdfast={world.holdfast} />, { world });
    await openPanel();
    expect(panel().getAllByText('note.list')).toHaveLength(1);
  });

  it('names the missing part in a tab for which the runtime has none', async () => {
    const { transport, platform } = createWorld();
    renderResilient(<HoldfastDevtools holdfast={createHoldfast({ transport, platform })} />);
    await openPanel();
    for (const name of TABS) {
      click(tab(name));
      expect(body().trim()).not.toBe('');
    }
  });
});
