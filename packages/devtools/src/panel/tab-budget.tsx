'use client';
import type { Observable } from '@holdfast/core';
import type { BudgetView, Receipt } from '@holdfast/core/budget';
import type { ReactElement } from 'react';
import type { Recorded } from '../recording/recording.ts';
import { useMaybe } from '../use-observable.ts';
import { DataTable, type Column } from './data-table.tsx';
import { INCIDENT, TIME } from './event-columns.tsx';
import { EventTable } from './event-table.tsx';
import { usePanel } from './panel-view.ts';
import { StateMark } from './state-mark.tsx';

/** The state of the budget, the cost of each paid operation, and every step. */
export function BudgetTab(): ReactElement {
  const { holdfast } = usePanel();
  const budget = holdfast?.budget;
  const shown =
    budget?.getSnapshot && budget.subscribe ? (budget as Observable<BudgetView>) : undefined;
  const view = useMaybe(shown);
  const receipts = useMaybe(budget?.receipts);
  return (
    <>
      {view && (
        <dl className="figures">
          <Figure name="Limit" micros={view.limitMicros} />
          <Figure name="Spent" micros={view.spentMicros} />
          <Figure name="Reserved" micros={view.reservedMicros} />
          <Figure name="Available" micros={view.availableMicros} />
        </dl>
      )}
      {receipts && (
        <>
          <h3>Receipts</h3>
          <DataTable
            caption="Receipts"
            columns={RECEIPTS}
            rows={receipts.slice(-10).toReversed()}
            keyOf={({ key }) => key}
            empty="No operation has cost anything."
          />
        </>
      )}
      <h3>Steps</h3>
      <EventTable
        caption="Steps of the budget"
        columns={COLUMNS}
        matches={({ event }) => event.type === 'budget.changed'}
        empty="No step of a budget was told."
      />
    </>
  );
}

/** Micro-units as units. */
const amountOf = (micros: number): string => (micros / 1_000_000).toFixed(4);

function Figure({
  name,
  micros,
}: {
  readonly name: string;
  readonly micros: number;
}): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{amountOf(micros)}</dd>
    </div>
  );
}

const RECEIPTS: readonly Column<Receipt>[] = [
  { head: 'Operation', cell: (one) => one.operation, look: 'text' },
  { head: 'State', cell: (one) => <StateMark state={one.state} /> },
  { head: 'Reserved', cell: (one) => amountOf(one.reservedMicros), look: 'number' },
  { head: 'Spent', cell: (one) => amountOf(one.spentMicros), look: 'number' },
  { head: 'Given back', cell: (one) => amountOf(one.returnedMicros), look: 'number' },
];

const step = ({ event }: Recorded) => (event.type === 'budget.changed' ? event : undefined);

const COLUMNS: readonly Column<Recorded>[] = [
  TIME,
  { head: 'Step', cell: (row) => step(row)?.step, look: 'text' },
  { head: 'Amount', cell: (row) => amountOf(step(row)?.micros ?? 0), look: 'number' },
  { head: 'Used', cell: (row) => `${Math.round((step(row)?.share ?? 0) * 100)} %`, look: 'number' },
  INCIDENT,
];
