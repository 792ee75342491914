'use client';
import type { Recorded } from '../recording/recording.ts';
import type { Column } from './data-table.tsx';
import { IncidentLink } from './incident-link.tsx';
import { timeOf } from './time-of.ts';

// Every list of events has these two.

export const TIME: Column<Recorded> = {
  head: 'Time',
  cell: ({ event }) => timeOf(event.at),
  look: 'time',
};

export const INCIDENT: Column<Recorded> = {
  head: 'Incident',
  cell: ({ event }) => <IncidentLink id={event.incidentId} />,
  look: 'incident',
};
