import type { FailureJson } from '../failures/failure-json.ts';
import type { Severity } from '../failures/failure-kind.ts';
import type { RestartState } from '../policies/restart/restart-state.ts';
import type { NotRetried } from '../policies/retry/not-retried.ts';
import type { NotResumed } from '../streams/not-resumed.ts';

interface Common {
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly incidentId?: string | undefined;
}

/** An event that Holdfast reports about itself. It never holds an input, an output, a header or a credential. */
export type TelemetryEvent = Common &
  (
    | {
        readonly type: 'operation.started';
        readonly operation: string;
        readonly kind?: 'read' | 'write' | 'stream' | undefined;
      }
    | {
        readonly type: 'operation.settled';
        readonly operation: string;
        readonly outcome: string;
        readonly durationMs: number;
        /**
         * The number of operations that ended like this, each after about `durationMs`; see `createSuccessCounts`.
         * @default 1
         */
        readonly count?: number | undefined;
        readonly failure?: FailureJson | undefined;
        /** Why the reader of an interrupted or failed stream does not ask for the rest. */
        readonly notResumed?: NotResumed | undefined;
      }
    | {
        readonly type: 'attempt.settled';
        /** The name of the call, or of the pipeline. */
        readonly name: string;
        /** 1 for the first. */
        readonly attempt: number;
        /** Milliseconds from the beginning of the attempt to the caller's answer, including the wait for a slot. */
        readonly durationMs: number;
        readonly failure?: FailureJson | undefined;
        /** Milliseconds until the next attempt, which follows a failure that a retry acts on. */
        readonly delayMs?: number | undefined;
        /** Why a failure is not followed by another attempt. A failed attempt has this or `delayMs`. */
        readonly notRetried?: NotRetried | undefined;
      }
    | {
        readonly type: 'circuit.changed';
        readonly name: string;
        readonly state: 'closed' | 'open' | 'half-open' | 'isolated';
      }
    | {
        readonly type: 'budget.changed';
        readonly owner: string;
        readonly step: 'reserved' | 'refused' | 'committed' | 'released' | 'expired' | 'threshold';
        readonly micros: number;
        /** The share of the limit that is spent or reserved. */
        readonly share: number;
      }
    | {
        readonly type: 'endpoint.changed';
        readonly url: string;
        /** `misplaced`: a probe asks there, and the server answers elsewhere. */
        readonly state: 'in' | 'ejected' | 'misplaced';
      }
    | {
        readonly type: 'incident.opened';
        readonly name: string;
        readonly code: string;
        readonly severity: Severity;
      }
    | {
        readonly type: 'incident.closed';
        readonly name: string;
        readonly code: string;
        readonly recovered: boolean;
        readonly durationMs: number;
        /** How many failures of all operations belonged to this trouble. */
        readonly failures: number;
      }
    | {
        readonly type: 'outbox.changed';
        readonly entryId: string;
        readonly operation: string;
        readonly state: string;
        readonly failure?: FailureJson;
      }
    /** An entry that is not sent now, and the reason. */
    | {
        readonly type: 'outbox.held';
        readonly entryId: string;
        readonly operation: string;
        readonly waitsFor: string;
      }
    | {
        readonly type: 'outbox.burst';
        readonly sender: string;
        readonly epoch: number;
        readonly sent: number;
        readonly waitedMs: number;
      }
    /** Rows of a database were set aside, or the database was deleted with the rows that the context knew. */
    | {
        readonly type: 'storage.damaged';
        readonly database: string;
        readonly rows: number;
        readonly failure: FailureJson;
      }
    | { readonly type: 'render.uncaught'; readonly failure: FailureJson }
    /** React rendered again and the page works: what the server rendered did not fit, or an error came once. */
    | { readonly type: 'render.recovered'; readonly failure: FailureJson }
    | { readonly type: 'boundary.caught'; readonly boundary: string; readonly failure: FailureJson }
    /** An error of an event handler, a timer or a promise, and the place where the app shows it. */
    | {
        readonly type: 'handler.caught';
        readonly handler: string;
        readonly route: 'notification' | 'inline' | 'boundary' | 'gone';
        readonly failure: FailureJson;
      }
    | {
        readonly type: 'draft.changed';
        readonly draft: string;
        readonly state: string;
        readonly failure?: FailureJson;
      }
    | { readonly type: 'connectivity.changed'; readonly state: string }
    /** A part crashed and restarts by itself, or it works again, or it stays down. */
    | ({
        readonly type: 'restart.changed';
        readonly what: 'widget' | 'worker' | 'stream' | 'server';
        readonly name: string;
      } & RestartState)
  );

/** Receives events. It must not throw and must not keep the caller waiting. */
export type TelemetrySink = (event: TelemetryEvent) => void;
