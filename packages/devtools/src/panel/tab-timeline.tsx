'use client';
import { describeEvent, severityOf } from '@holdfast/core/telemetry';
import { useState, type ReactElement } from 'react';
import { Plots } from '../plots/plots.tsx';
import { KINDS_OF_EVENT } from '../reasons/kinds-of-event.ts';
import type { Recorded } from '../recording/recording.ts';
import type { Column } from './data-table.tsx';
import { INCIDENT, TIME } from './event-columns.tsx';
import { EventTable } from './event-table.tsx';
import { useRecording } from './panel-view.ts';

const count = (value: number): string => value.toLocaleString('en');

/** All events of the sinks, in order and as plots. */
export function TimelineTab(): ReactElement {
  const recording = useRecording();
  const [kind, setKind] = useState('Everything');
  const isShown = KINDS_OF_EVENT[kind]!;
  return (
    <>
      <Plots seconds={recording.seconds} />
      <div className="tools">
        <label>
          Show{' '}
          <select value={kind} onChange={({ target }) => setKind(target.value)}>
            {Object.keys(KINDS_OF_EVENT).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <span className="quiet">
          {count(recording.events.length)} events
          {recording.dropped > 0 && `, ${count(recording.dropped)} older ones made room`}
        </span>
      </div>
      <EventTable
        key={kind}
        caption={`Timeline: ${kind}`}
        columns={COLUMNS}
        matches={({ event }) => isShown(event)}
        empty="Nothing of this kind has happened."
      />
    </>
  );
}

const COLUMNS: readonly Column<Recorded>[] = [
  TIME,
  { head: 'Event', cell: (row) => <EventInWords {...row} />, look: 'text' },
  INCIDENT,
];

/** One line for a person; the event itself opens below it. */
function EventInWords({ event, seq }: Recorded): ReactElement {
  // When the list moves on, the row shows another event, and its details are closed.
  const [openSeq, setOpenSeq] = useState<number>();
  const isOpen = openSeq === seq;
  // The column beside it has the incident.
  const line = describeEvent({ ...event, incidentId: undefined });
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setOpenSeq(seq);
        else if (isOpen) setOpenSeq(undefined);
      }}
    >
      <summary data-tone={severityOf(event)}>{line}</summary>
      {isOpen && <pre>{JSON.stringify(event, undefined, 2)}</pre>}
    </details>
  );
}
