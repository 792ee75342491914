import type { RollupMeasure } from '../monitoring/rollup.ts';

/** How the rows of one measure are told. */
export type Instrument =
  | {
      readonly kind: 'counter';
      readonly name: string;
      readonly unit: string;
      /** The attribute that holds `operation`. */
      readonly operation: string;
      /** The attribute that holds `detail`. */
      readonly detail?: string;
    }
  /** `detail` is a bucket of milliseconds, perhaps after a word and a colon. */
  | {
      readonly kind: 'duration';
      readonly name: string;
      readonly operation: string;
      readonly detail?: string;
    }
  /** Sums as `detail`, and the number of samples as `samples`. */
  | { readonly kind: 'mean'; readonly name: string; readonly unit: string };

const OPERATION = 'holdfast.operation';
const OUTCOME = 'holdfast.outcome';
const ROUTE = 'http.route';
const ERROR = 'error.type';

const count = (name: string, unit: string, detail?: string, operation = OPERATION): Instrument => ({
  ...{ kind: 'counter', name, unit, operation },
  ...(detail !== undefined && { detail }),
});

/** An instrument for each measure. */
export const INSTRUMENTS: Readonly<Record<RollupMeasure, Instrument>> = {
  operation: count('holdfast.operations', '{operation}', OUTCOME),
  failure: count('holdfast.failures', '{failure}', ERROR),
  retry: count('holdfast.retries', '{retry}', ERROR),
  recovery: count('holdfast.recoveries', '{incident}', OUTCOME),
  circuit: count('holdfast.circuit.changes', '{change}', 'holdfast.state'),
  cache: count('holdfast.cache.hits', '{hit}', 'holdfast.cache'),
  auth: count('holdfast.auth.failures', '{failure}', ERROR),
  cost: count('holdfast.cost', '{micro_unit}'),
  report: count('holdfast.reports', '{event}'),
  request: count('holdfast.server.requests', '{request}', OUTCOME, ROUTE),
  error: count('holdfast.server.failures', '{failure}', ERROR, ROUTE),
  latency: { kind: 'duration', name: 'holdfast.operation.duration', operation: OPERATION },
  'recovery-time': { kind: 'duration', name: 'holdfast.incident.duration', operation: OPERATION },
  'request-time': {
    ...{ kind: 'duration', name: 'holdfast.server.request.duration' },
    ...{ operation: ROUTE, detail: OUTCOME },
  },
  transaction: {
    ...{ kind: 'duration', name: 'holdfast.server.transaction.duration' },
    ...{ operation: OPERATION, detail: OUTCOME },
  },
  memory: { kind: 'mean', name: 'holdfast.server.memory', unit: 'By' },
  pool: { kind: 'mean', name: 'holdfast.server.pool', unit: '{connection}' },
};
