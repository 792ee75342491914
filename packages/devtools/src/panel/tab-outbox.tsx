'use client';
import type { EntryView, Holdfast } from '@holdfast/core';
import { useState, type ReactElement } from 'react';
import { laneRows, standingOf, type LaneRow } from '../outbox/lane-rows.ts';
import { useMaybe } from '../use-observable.ts';
import type { Recorded } from '../recording/recording.ts';
import { DataTable, type Column } from './data-table.tsx';
import { EntryActions } from './entry-actions.tsx';
import { EntryEditor } from './entry-editor.tsx';
import { INCIDENT, TIME } from './event-columns.tsx';
import { EventTable } from './event-table.tsx';
import { IncidentLink } from './incident-link.tsx';
import { ROWS } from './page-of.ts';
import { Pager } from './pager.tsx';
import { usePanel } from './panel-view.ts';
import { StateMark } from './state-mark.tsx';

/** The entries by lane, with what each waits for, and how entries changed. */
export function OutboxTab(): ReactElement {
  const { holdfast } = usePanel();
  return (
    <>
      {holdfast?.outbox && <Entries holdfast={holdfast} outbox={holdfast.outbox} />}
      <h3>Changes</h3>
      <EventTable
        caption="Changes in the outbox"
        columns={CHANGES}
        matches={({ event: { type } }) => type === 'outbox.changed' || type === 'outbox.held'}
        empty="No entry has changed."
      />
    </>
  );
}

interface EntriesProps {
  readonly holdfast: Holdfast;
  readonly outbox: NonNullable<Holdfast['outbox']>;
}

function Entries({ holdfast, outbox }: EntriesProps): ReactElement {
  const { focus } = usePanel();
  const [page, setPage] = useState(0);
  const [editing, setEditing] = useState<string>();
  const entries = useMaybe(outbox.entries) ?? [];
  const rows = laneRows(entries).filter(
    ({ entry }) => !focus || entry.incidentId === focus.incidentId,
  );
  const last = Math.max(0, Math.ceil(rows.length / ROWS) - 1);
  const at = Math.min(page, last);
  const edited = entries.find(({ id }) => id === editing);
  const count = (kind: string): number => entries.filter(({ state }) => state.kind === kind).length;
  return (
    <>
      <p className="quiet">
        Entries: {entries.length}. Dead letters: {count('dead')}. Blocked: {count('blocked')}.
      </p>
      <DataTable
        caption="Entries by lane"
        columns={entryColumns((entry) => setEditing(entry.id))}
        rows={rows.slice(at * ROWS, (at + 1) * ROWS)}
        keyOf={({ entry }) => entry.id}
        empty="The outbox is empty."
      />
      <Pager of="entries" page={at} hasOlder={at < last} onPage={setPage} />
      {edited && (
        <EntryEditor
          key={edited.id}
          {...{ holdfast }}
          entry={edited}
          onDone={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

const entryColumns = (edit: (entry: EntryView) => void): readonly Column<LaneRow>[] => [
  {
    head: 'Lane',
    cell: ({ entry, isHead }) => (isHead ? <b>{entry.lane}</b> : <span>↳ {entry.lane}</span>),
  },
  { head: 'Operation', cell: ({ entry }) => entry.operation },
  {
    head: 'State',
    cell: ({ entry }) => <Standing entry={entry} />,
    look: 'text',
  },
  { head: 'Sends', cell: ({ entry }) => entry.sends, look: 'number' },
  {
    head: 'Incident',
    cell: ({ entry }) => <IncidentLink id={entry.incidentId} />,
    look: 'incident',
  },
  {
    head: 'Decide',
    cell: ({ entry }) => <EntryActions entry={entry} onEdit={() => edit(entry)} />,
    look: 'actions',
  },
];

function Standing({ entry }: { readonly entry: EntryView }): ReactElement {
  return (
    <>
      <StateMark state={entry.state.kind} />
      {standingOf(entry).slice(entry.state.kind.length)}
    </>
  );
}

const CHANGES: readonly Column<Recorded>[] = [
  TIME,
  { head: 'Operation', cell: ({ event }) => 'operation' in event && event.operation, look: 'text' },
  {
    head: 'State',
    cell: ({ event }) =>
      event.type === 'outbox.held' ? (
        `waits for ${event.waitsFor}`
      ) : (
        <StateMark state={'state' in event ? event.state : ''} />
      ),
  },
  { head: 'Failure', cell: ({ event }) => ('failure' in event ? event.failure?.code : '') },
  INCIDENT,
];
