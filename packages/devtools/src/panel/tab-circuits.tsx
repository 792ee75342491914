'use client';
import type { Holdfast } from '@holdfast/core';
import { hydrateCircuit, isolateCircuit, snapshotCircuit } from '@holdfast/core/policies';
import type { ReactElement } from 'react';
import type { Recorded } from '../recording/recording.ts';
import { useObservable } from '../use-observable.ts';
import type { Column } from './data-table.tsx';
import { TIME } from './event-columns.tsx';
import { EventTable } from './event-table.tsx';
import { circuitsHeard, type HeardCircuit } from './circuits-heard.ts';
import { usePanel, useRecording } from './panel-view.ts';
import { StateMark } from './state-mark.tsx';
import { lengthOf, timeOf } from './time-of.ts';

/** Enough for a page; an app that names an operation by its input could have thousands. */
const MOST_HEARD = 50;

/** The circuits of the runtime, and how they changed. */
export function CircuitsTab(): ReactElement {
  const { holdfast } = usePanel();
  const { events } = useRecording();
  const own = Object.keys(holdfast?.circuits ?? {});
  const heard = circuitsHeard(events, own);
  return (
    <>
      {own.length + heard.length > 0 && (
        <ul className="cards">
          {holdfast && own.map((name) => <CircuitCard key={name} {...{ holdfast, name }} />)}
          {heard.slice(0, MOST_HEARD).map((circuit) => (
            <HeardCard key={circuit.name} circuit={circuit} />
          ))}
        </ul>
      )}
      {heard.length > MOST_HEARD && (
        <p className="quiet">{heard.length - MOST_HEARD} more circuits have no card.</p>
      )}
      <h3>Changes</h3>
      <p className="quiet">
        With <code>inBrowser</code>, <code>reads</code> is the circuit of the server. A read that
        fails has one of its own, under the name of its operation.
      </p>
      <EventTable
        caption="Changes of circuits"
        columns={COLUMNS}
        matches={({ event }) =>
          event.type === 'circuit.changed' || event.type === 'endpoint.changed'
        }
        empty="No circuit has opened."
      />
    </>
  );
}

const COLUMNS: readonly Column<Recorded>[] = [
  TIME,
  {
    head: 'Circuit or address',
    cell: ({ event }) => ('url' in event ? event.url : 'name' in event && event.name),
    look: 'text',
  },
  { head: 'State', cell: ({ event }) => <StateMark state={'state' in event ? event.state : ''} /> },
];

/** A circuit that the runtime does not hand out, such as that of an operation, or one of a recorded session. */
function HeardCard({ circuit }: { readonly circuit: HeardCircuit }): ReactElement {
  const { name, state, at, opened } = circuit;
  return (
    <li>
      <b>{name}</b> <StateMark state={state} />
      <p className="quiet">
        Since {timeOf(at)}; opened {opened === 1 ? 'once' : `${opened} times`} in this session.
      </p>
    </li>
  );
}

interface CircuitCardProps {
  readonly holdfast: Holdfast;
  readonly name: string;
}

function CircuitCard({ holdfast, name }: CircuitCardProps): ReactElement {
  const breaker = holdfast.circuits[name]!;
  const state = useObservable(breaker);
  const { say } = usePanel();
  const { rules } = breaker.circuit;
  const isolated = state === 'isolated';
  return (
    <li>
      <b>{name}</b> <StateMark state={state} />
      <p className="quiet">
        Opens for {lengthOf(rules.openMs)}
        {rules.maxOpenMs > rules.openMs && `, at most ${lengthOf(rules.maxOpenMs)}`}; {rules.probes}{' '}
        probe
        {rules.probes === 1 ? '' : 's'} must succeed.
      </p>
      <button
        type="button"
        onClick={() => {
          if (isolated) hydrateCircuit(breaker, snapshotCircuit(breaker), holdfast.platform);
          else isolateCircuit(breaker);
          say(
            `The circuit ${name} is ${isolated ? 'closed again' : 'isolated: every call fails'}.`,
          );
        }}
      >
        {isolated ? 'Close again' : 'Isolate'}
        <span className="gone"> {name}</span>
      </button>
    </li>
  );
}
