'use client';
import type { ReactElement } from 'react';
import type { Recorded } from '../recording/recording.ts';
import type { Column } from './data-table.tsx';
import { INCIDENT, TIME } from './event-columns.tsx';
import { EventTable } from './event-table.tsx';
import { StateMark } from './state-mark.tsx';
import { lengthOf } from './time-of.ts';

/** Troubles, from their first failure to the recovery. */
export function IncidentsTab(): ReactElement {
  return (
    <EventTable
      caption="Incidents"
      columns={COLUMNS}
      matches={({ event }) => incident(event) !== undefined}
      empty="No trouble so far."
    />
  );
}

const incident = (event: Recorded['event']) =>
  event.type === 'incident.opened' || event.type === 'incident.closed' ? event : undefined;

function endOf(event: Recorded['event']): string {
  if (event.type !== 'incident.closed') return 'open';
  return event.recovered ? 'recovered' : 'given up';
}

const COLUMNS: readonly Column<Recorded>[] = [
  TIME,
  { head: 'Began with', cell: ({ event }) => incident(event)?.name, look: 'text' },
  { head: 'Code', cell: ({ event }) => incident(event)?.code },
  { head: 'State', cell: ({ event }) => <StateMark state={endOf(event)} /> },
  {
    head: 'Lasted',
    cell: ({ event }) => ('durationMs' in event ? lengthOf(event.durationMs) : ''),
    look: 'number',
  },
  {
    head: 'Failures',
    cell: ({ event }) => ('failures' in event ? event.failures : ''),
    look: 'number',
  },
  INCIDENT,
];
