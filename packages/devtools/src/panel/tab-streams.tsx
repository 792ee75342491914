'use client';
import type { ReactElement } from 'react';
import { whyAttempt } from '../reasons/why-attempt.ts';
import type { Recorded, Running } from '../recording/recording.ts';
import { DataTable, type Column } from './data-table.tsx';
import { INCIDENT, TIME } from './event-columns.tsx';
import { EventTable } from './event-table.tsx';
import { IncidentLink } from './incident-link.tsx';
import { usePanel, useRecording } from './panel-view.ts';
import { StateMark } from './state-mark.tsx';
import { lengthOf, timeOf } from './time-of.ts';

/** The running streams, the ended ones, and why a broken one was not resumed. */
export function StreamsTab(): ReactElement {
  const { focus } = usePanel();
  const recording = useRecording();
  const flowing = recording.running.filter(
    ({ kind, incidentId }) => kind === 'stream' && (!focus || focus.incidentId === incidentId),
  );
  return (
    <>
      {flowing.length > 0 && (
        <>
          <h3>Flowing</h3>
          <DataTable
            caption="Flowing streams"
            columns={FLOWING}
            rows={flowing}
            keyOf={({ incidentId }) => incidentId}
            empty=""
          />
        </>
      )}
      <h3>Ended</h3>
      <EventTable
        caption="Ended streams"
        columns={COLUMNS}
        matches={({ event, kind }) =>
          event.type === 'operation.settled' &&
          (kind === 'stream' || event.outcome === 'interrupted' || event.notResumed !== undefined)
        }
        empty="No stream has ended."
      />
    </>
  );
}

const FLOWING: readonly Column<Running>[] = [
  { head: 'Since', cell: ({ at }) => timeOf(at), look: 'time' },
  { head: 'Stream', cell: ({ operation }) => operation, look: 'text' },
  {
    head: 'Incident',
    cell: ({ incidentId }) => <IncidentLink id={incidentId} />,
    look: 'incident',
  },
];

const COLUMNS: readonly Column<Recorded>[] = [
  TIME,
  { head: 'Stream', cell: ({ event }) => 'operation' in event && event.operation },
  {
    head: 'Outcome',
    cell: ({ event }) => <StateMark state={'outcome' in event ? event.outcome : ''} />,
  },
  {
    head: 'Took',
    cell: ({ event }) => ('durationMs' in event ? lengthOf(event.durationMs) : ''),
    look: 'number',
  },
  { head: 'Failure', cell: ({ event }) => ('failure' in event ? event.failure?.code : '') },
  { head: 'Why', cell: ({ event }) => whyAttempt(event) ?? '', look: 'text' },
  INCIDENT,
];
