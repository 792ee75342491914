'use client';
import type { ReactElement } from 'react';
import type { Recorded } from '../recording/recording.ts';
import { useMaybe } from '../use-observable.ts';
import type { Column } from './data-table.tsx';
import { INCIDENT, TIME } from './event-columns.tsx';
import { EventTable } from './event-table.tsx';
import { usePanel } from './panel-view.ts';
import { StateMark } from './state-mark.tsx';

/** The events of drafts and kept data, and the drafts that a reload would lose now. */
export function DraftsTab(): ReactElement {
  const { holdfast } = usePanel();
  const unsaved = useMaybe(holdfast?.unsavedWork?.labels);
  return (
    <>
      {unsaved && unsaved.length > 0 && (
        <>
          <h3>A reload would lose</h3>
          <ul>
            {unsaved.map((label, place) => (
              <li key={`${place} ${label}`}>
                <bdi>{label}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Changes</h3>
      <EventTable
        caption="Changes of drafts"
        columns={COLUMNS}
        matches={({ event }) => event.type === 'draft.changed' || event.type === 'storage.damaged'}
        empty="No draft has changed."
      />
    </>
  );
}

const COLUMNS: readonly Column<Recorded>[] = [
  TIME,
  {
    head: 'Draft or database',
    cell: ({ event }) => ('draft' in event ? event.draft : 'database' in event && event.database),
    look: 'text',
  },
  {
    head: 'State',
    cell: ({ event }) => <StateMark state={'state' in event ? event.state : 'damaged'} />,
  },
  { head: 'Failure', cell: ({ event }) => ('failure' in event ? event.failure?.code : '') },
  INCIDENT,
];
