'use client';
import type { ReactElement } from 'react';
import { whyAttempt } from '../reasons/why-attempt.ts';
import type { Recorded } from '../recording/recording.ts';
import type { Column } from './data-table.tsx';
import { INCIDENT, TIME } from './event-columns.tsx';
import { EventTable } from './event-table.tsx';
import { lengthOf } from './time-of.ts';

/** Every attempt, and why another attempt followed or did not. */
export function AttemptsTab(): ReactElement {
  return (
    <EventTable
      caption="Attempts"
      columns={COLUMNS}
      matches={isAttempt}
      empty="No attempt yet. An app that composes its own policies tells them with tellAttempts."
    />
  );
}

/** Attempts of calls, sends of the outbox that failed, and streams that were not resumed. */
function isAttempt({ event }: Recorded): boolean {
  return event.type === 'attempt.settled' || whyAttempt(event) !== undefined;
}

const COLUMNS: readonly Column<Recorded>[] = [
  TIME,
  {
    head: 'Call',
    cell: ({ event }) => ('name' in event ? event.name : 'operation' in event && event.operation),
  },
  { head: 'No.', cell: ({ event }) => ('attempt' in event ? event.attempt : ''), look: 'number' },
  {
    head: 'Took',
    cell: ({ event }) => ('durationMs' in event ? lengthOf(event.durationMs) : ''),
    look: 'number',
  },
  {
    head: 'Result',
    cell: ({ event }) => {
      const failure = 'failure' in event ? event.failure : undefined;
      return failure
        ? `${failure.code}${failure.status ? ` (${failure.status})` : ''}`
        : 'succeeded';
    },
  },
  { head: 'Why', cell: ({ event }) => whyAttempt(event) ?? '', look: 'text' },
  INCIDENT,
];
