'use client';
import { useState, type ReactElement } from 'react';
import type { Recorded, Running } from '../recording/recording.ts';
import { whyAttempt } from '../reasons/why-attempt.ts';
import { DataTable, type Column } from './data-table.tsx';
import { INCIDENT, TIME } from './event-columns.tsx';
import { EventTable } from './event-table.tsx';
import { IncidentLink } from './incident-link.tsx';
import { usePanel, useRecording } from './panel-view.ts';
import { StateMark } from './state-mark.tsx';
import { lengthOf, timeOf } from './time-of.ts';

/** Every run with its outcome, its duration and its retries. */
export function OperationsTab(): ReactElement {
  const { focus } = usePanel();
  const recording = useRecording();
  const running = recording.running.filter(
    ({ incidentId }) => !focus || incidentId === focus.incidentId,
  );
  return (
    <>
      <Explanations />
      {running.length > 0 && (
        <>
          <h3>Running</h3>
          <DataTable
            caption="Running operations"
            columns={RUNNING}
            rows={running.slice(-10)}
            keyOf={({ incidentId }) => incidentId}
            empty=""
          />
          {running.length > 10 && <p className="quiet">and {running.length - 10} more</p>}
        </>
      )}
      <h3>Ended</h3>
      <EventTable
        caption="Ended operations"
        columns={COLUMNS}
        matches={({ event }) => event.type === 'operation.settled'}
        empty="No operation has ended yet."
      />
    </>
  );
}

const RUNNING: readonly Column<Running>[] = [
  { head: 'Since', cell: ({ at }) => timeOf(at), look: 'time' },
  { head: 'Operation', cell: ({ operation }) => operation, look: 'text' },
  { head: 'Kind', cell: ({ kind }) => kind ?? '' },
  { head: 'Retries', cell: ({ retries }) => retries, look: 'number' },
  {
    head: 'Incident',
    cell: ({ incidentId }) => <IncidentLink id={incidentId} />,
    look: 'incident',
  },
];

const settled = ({ event }: Recorded) => (event.type === 'operation.settled' ? event : undefined);

const COLUMNS: readonly Column<Recorded>[] = [
  TIME,
  { head: 'Operation', cell: (row) => settled(row)?.operation },
  { head: 'Outcome', cell: (row) => <StateMark state={settled(row)?.outcome ?? ''} /> },
  { head: 'Took', cell: (row) => lengthOf(settled(row)?.durationMs ?? 0), look: 'number' },
  { head: 'Failure', cell: (row) => <Failed {...row} />, look: 'text' },
  { head: 'Retries', cell: (row) => <Retries {...row} />, look: 'incident' },
  INCIDENT,
];

function Failed({ event }: Recorded): ReactElement | null {
  const failure = 'failure' in event ? event.failure : undefined;
  if (!failure) return null;
  return <span title={whyAttempt(event)}>{`${failure.code} ${failure.number}`}</span>;
}

function Retries({ event, retries }: Recorded): ReactElement | null {
  const { filter, open } = usePanel();
  if (!retries) return null;
  return (
    <button
      type="button"
      className="link"
      onClick={() => {
        filter(event.incidentId);
        open('Attempts');
      }}
    >
      {retries === 1 ? '1 retry' : `${retries} retries`}
      <span className="gone">: why?</span>
    </button>
  );
}

/** What the runtime does with each operation that the app handed in, in sentences. */
function Explanations(): ReactElement | null {
  const { holdfast, operations } = usePanel();
  const [shown, setShown] = useState('');
  const chosen = operations.find(({ name }) => name === shown);
  if (!holdfast || operations.length === 0) return null;
  return (
    <div className="tools">
      <label>
        Explain{' '}
        <select value={shown} onChange={({ target }) => setShown(target.value)}>
          <option value="">an operation</option>
          {operations.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {chosen && <pre>{holdfast.explain(chosen)}</pre>}
    </div>
  );
}
