import { createCell, Failure, type Holdfast } from '@holdfast/core';
import type { BudgetView, Receipt } from '@holdfast/core/budget';
import { NETWORK_FAILED, UNAVAILABLE } from '@holdfast/core/failures';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { createTroubledWorld, listNotes } from '../panel-stage.contract.ts';
import { FORMAT, VERSION } from '../recording/export-session.ts';
import { replaySession } from '../recording/replay-session.ts';
import { Panel, type PanelProps } from './panel.tsx';
import type { TabId } from './tab-ids.ts';

afterEach(endResilient);

const at = 1_000;
const busy = new Failure(UNAVAILABLE, { effect: 'none', status: 503 }).toJSON();
const lost = new Failure(NETWORK_FAILED, { effect: 'unknown' }).toJSON();

/** Shows a panel, in the place that another tool gives it, of a session with these events. */
function show(events: readonly TelemetryEvent[], more: Partial<PanelProps> = {}): void {
  const file = { format: FORMAT, version: VERSION, dropped: 1_234, seconds: [], events };
  renderResilient(<Panel source={replaySession(JSON.stringify(file))} {...more} />);
}

const open = (tab: TabId): void => void fireEvent.click(screen.getByRole('tab', { name: tab }));

/** The cells of each row of a table, but for the time of an event and the head of the table. */
function rowsOf(name: string): readonly (readonly string[])[] {
  const [, ...rows] = within(screen.getByRole('table', { name })).getAllByRole('row');
  return rows.map((row) =>
    within(row)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent)
      .filter((text) => !/^\d\d:\d\d:\d\d\.\d{3}$/.test(text)),
  );
}

const newest = (): string | undefined => rowsOf('Ended operations')[0]?.[0];
const link = (id: string): string => `Show only incident …${id}`;

const receipt = (place: number): Receipt => ({
  ...{ key: `k${place}`, owner: 'ann', operation: `draw ${place}`, state: 'spent' },
  ...{ reservedMicros: 2_000_000, spentMicros: 1_500_000, returnedMicros: 500_000 },
  expiresAt: 9_000,
});

const ended = (operation: string, more: object): TelemetryEvent => ({
  ...{ type: 'operation.settled', at, operation, outcome: 'failed', durationMs: 1_500 },
  ...more,
});

describe('a tab tells, the newest first,', () => {
  it('of an operation its outcome, its length, its failure and its retries', () => {
    show([
      { type: 'operation.started', at, operation: 'save', kind: 'write', incidentId: 'i-1' },
      {
        type: 'attempt.settled',
        at,
        name: 'save',
        attempt: 1,
        durationMs: 5,
        failure: busy,
        delayMs: 9,
        incidentId: 'i-1',
      },
      ended('save', { outcome: 'live', incidentId: 'i-1' }),
      ended('load', { failure: busy, durationMs: 120_000 }),
    ]);
    expect(rowsOf('Ended operations')).toEqual([
      ['load', 'failed', '2 min', `UNAVAILABLE ${busy.number}`, '', ''],
      ['save', 'live', '1.5 s', '', '1 retry: why?', 'Show only incident …i-1'],
    ]);
  });

  it('of the operations that run the latest ten, and how many more there are', () => {
    show(
      Array.from({ length: 12 }, (_, place) => ({
        ...{ type: 'operation.started' as const, at, operation: `save ${place}` },
        ...{ incidentId: `i-${place}`, ...(place === 11 && { kind: 'write' as const }) },
      })),
    );
    const rows = rowsOf('Running operations');
    expect(rows).toHaveLength(10);
    expect(rows.at(-1)).toEqual(['save 11', 'write', '0', 'Show only incident …i-11']);
    expect(screen.getByText('and 2 more')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /i-11$/ }));
    expect(rowsOf('Running operations')).toHaveLength(1);
  });

  it('of an attempt its result and why another one followed, also of entries and streams', () => {
    show([
      { type: 'attempt.settled', at, name: 'read', attempt: 1, durationMs: 5 },
      {
        type: 'attempt.settled',
        at,
        name: 'read',
        attempt: 2,
        durationMs: 5,
        failure: lost,
        notRetried: 'unsafe',
      },
      {
        type: 'attempt.settled',
        at,
        name: 'read',
        attempt: 3,
        durationMs: 5,
        failure: busy,
        delayMs: 9,
      },
      {
        type: 'outbox.changed',
        at,
        entryId: 'e',
        operation: 'save',
        state: 'waiting',
        failure: busy,
      },
      ended('tell', { notResumed: 'gone' }),
    ]);
    open('Attempts');
    expect(rowsOf('Attempts')).toEqual([
      ['tell', '', '1.5 s', 'succeeded', expect.stringMatching(/^Not resumed/), ''],
      ['save', '', '', 'UNAVAILABLE (503)', expect.stringMatching(/^The outbox tries/), ''],
      ['read', '3', '5 ms', 'UNAVAILABLE (503)', expect.stringMatching(/^Retried after 9/), ''],
      ['read', '2', '5 ms', 'NETWORK_FAILED', expect.stringMatching(/^Not retried/), ''],
      ['read', '1', '5 ms', 'succeeded', '', ''],
    ]);
  });

  it('of a circuit and of an address each change', () => {
    show([
      { type: 'circuit.changed', at, name: 'reads', state: 'open' },
      { type: 'endpoint.changed', at, url: 'https://a.test', state: 'ejected' },
    ]);
    open('Circuits');
    expect(rowsOf('Changes of circuits')).toEqual([
      ['https://a.test', 'ejected'],
      ['reads', 'open'],
    ]);
  });

  it('of each circuit that changed its present state, and how often it opened', () => {
    show([
      { type: 'circuit.changed', at, name: 'reads', state: 'open' },
      { type: 'circuit.changed', at, name: 'notes.list', state: 'open' },
      { type: 'circuit.changed', at: at + 1, name: 'notes.list', state: 'half-open' },
      { type: 'circuit.changed', at: at + 2, name: 'notes.list', state: 'open' },
      { type: 'circuit.changed', at: at + 3, name: 'reads', state: 'closed' },
    ]);
    open('Circuits');
    const cards = within(screen.getByRole('tabpanel')).getAllByRole('listitem');
    expect(cards.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^notes\.list open.*opened 2 times/),
      expect.stringMatching(/^reads closed.*opened once/),
    ]);
  });

  it('of an entry of the outbox its state, its failure, and what holds it up', () => {
    show([
      { type: 'outbox.changed', at, entryId: 'e', operation: 'save', state: 'queued' },
      { type: 'outbox.held', at, entryId: 'e', operation: 'save', waitsFor: 'time' },
      { type: 'outbox.changed', at, entryId: 'e', operation: 'save', state: 'dead', failure: lost },
    ]);
    open('Outbox');
    expect(rowsOf('Changes in the outbox')).toEqual([
      ['save', 'dead', 'NETWORK_FAILED', ''],
      ['save', 'waits for time', '', ''],
      ['save', 'queued', '', ''],
    ]);
  });

  it('of a draft its state, of a damaged database its name, and what a reload would lose', () => {
    const unsavedWork = { labels: createCell(['A hero', 'A hero']) };
    const { holdfast } = createTroubledWorld();
    show(
      [
        { type: 'draft.changed', at, draft: 'hero', state: 'saved' },
        { type: 'draft.changed', at, draft: 'hero', state: 'failed', failure: busy },
        { type: 'storage.damaged', at, database: 'drafts', rows: 1, failure: lost },
      ],
      { holdfast: { ...holdfast, unsavedWork } as unknown as Holdfast },
    );
    open('Drafts');
    expect(rowsOf('Changes of drafts')).toEqual([
      ['drafts', 'damaged', 'NETWORK_FAILED', ''],
      ['hero', 'failed', 'UNAVAILABLE', ''],
      ['hero', 'saved', '', ''],
    ]);
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      ...['A hero', 'A hero'],
    ]);
    act(() => unsavedWork.labels.set([]));
    expect(screen.queryByText('A reload would lose')).toBeNull();
  });

  it('of a stream that it flows, how it ended, and why it was not resumed', () => {
    show([
      { type: 'operation.started', at, operation: 'tell', kind: 'stream', incidentId: 's-1' },
      { type: 'operation.started', at, operation: 'save', kind: 'write', incidentId: 'w-1' },
      { type: 'operation.started', at, operation: 'sing', kind: 'stream', incidentId: 's-2' },
      ended('sing', { outcome: 'live', incidentId: 's-2' }),
      ended('hum', { outcome: 'interrupted', failure: lost, notResumed: 'ended' }),
      ended('load', { outcome: 'live' }),
    ]);
    open('Streams');
    expect(rowsOf('Flowing streams')).toEqual([['tell', link('s-1')]]);
    expect(rowsOf('Ended streams')).toEqual([
      ['hum', 'interrupted', '1.5 s', 'NETWORK_FAILED', 'Not resumed: the server ended it.', ''],
      ['sing', 'live', '1.5 s', '', '', link('s-2')],
    ]);
    fireEvent.click(screen.getByRole('button', { name: /s-2$/ }));
    expect(screen.queryByRole('table', { name: 'Flowing streams' })).toBeNull();
  });

  it('of a budget its figures in units, the latest receipts, and each step', () => {
    const view: BudgetView = {
      ...{ limitMicros: 5_000_000, spentMicros: 1_500_000, reservedMicros: 250_000 },
      ...{ availableMicros: 3_250_000, threshold: undefined },
    };
    const receipts = createCell(Array.from({ length: 11 }, (_, place) => receipt(place)));
    const { holdfast } = createTroubledWorld();
    show(
      [
        {
          type: 'budget.changed',
          at,
          owner: 'ann',
          step: 'reserved',
          micros: 250_000,
          share: 0.35,
        },
      ],
      {
        holdfast: { ...holdfast, budget: { ...createCell(view), receipts } } as unknown as Holdfast,
      },
    );
    open('Budget');
    const figures = screen.getAllByRole('definition').map(({ textContent }) => textContent);
    expect(figures).toEqual(['5.0000', '1.5000', '0.2500', '3.2500']);
    const rows = rowsOf('Receipts');
    expect([rows.length, rows[0]]).toEqual([
      10,
      ['draw 10', 'spent', '2.0000', '1.5000', '0.5000'],
    ]);
    expect(rowsOf('Steps of the budget')).toEqual([['reserved', '0.2500', '35 %', '']]);
  });

  it('of a trouble whether it is open, went by, or was given up', () => {
    const trouble = { at, name: 'save', code: 'UNAVAILABLE' };
    const closed = { type: 'incident.closed' as const, ...trouble, durationMs: 900, failures: 3 };
    show([
      { type: 'incident.opened', ...trouble, severity: 'warning' },
      { ...closed, recovered: true },
      { ...closed, recovered: false },
    ]);
    open('Incidents');
    expect(rowsOf('Incidents')).toEqual([
      ['save', 'UNAVAILABLE', 'given up', '900 ms', '3', ''],
      ['save', 'UNAVAILABLE', 'recovered', '900 ms', '3', ''],
      ['save', 'UNAVAILABLE', 'open', '', '', ''],
    ]);
  });

  it('of any event the whole of it, once a developer opens its line', () => {
    show([{ type: 'connectivity.changed', at, state: 'offline' }]);
    open('Timeline');
    expect(screen.getByText(/1 events, 1,234 older ones made room/)).toBeTruthy();
    const line = screen
      .getAllByRole('group')
      .find(({ textContent }) => /offline/.test(textContent));
    const details = line as HTMLDetailsElement;
    const toggle = (isOpen: boolean): void => {
      details.open = isOpen;
      fireEvent(details, new Event('toggle'));
    };
    toggle(true);
    expect(details.querySelector('pre')?.textContent).toContain('"state": "offline"');
    toggle(false);
    expect(details.querySelector('pre')).toBeNull();
  });
});

it('older rows come a page at a time, and stand still until the newest are shown again', () => {
  show(Array.from({ length: 60 }, (_, place) => ended(`save ${place}`, {})));
  expect(newest()).toBe('save 59');
  const newer = screen.getByRole('button', { name: 'Newer' });
  fireEvent.click(newer);
  expect(newest()).toBe('save 59');
  fireEvent.click(screen.getByRole('button', { name: 'Older' }));
  expect(screen.getByText('Page 2')).toBeTruthy();
  const older = newest();
  expect(older).not.toBe('save 59');
  fireEvent.pointerEnter(screen.getByRole('region', { name: 'Ended operations' }));
  fireEvent.pointerLeave(screen.getByRole('region', { name: 'Ended operations' }));
  expect(newest()).toBe(older);
  fireEvent.click(newer);
  expect(newest()).toBe('save 59');
});

it('the panel says in sentences what the runtime does with an operation of the app', () => {
  const { holdfast } = createTroubledWorld();
  show([], { holdfast, operations: [listNotes] });
  const choice = screen.getByRole('combobox', { name: /^Explain/ });
  fireEvent.change(choice, { target: { value: 'note.list' } });
  expect(screen.getByRole('tabpanel').textContent).toContain(holdfast.explain(listNotes));
  fireEvent.change(choice, { target: { value: '' } });
  expect(screen.getByRole('tabpanel').textContent).not.toContain(holdfast.explain(listNotes));
});
