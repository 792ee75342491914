import type { FailureJson } from '../failures/failure-json.ts';

interface Common {
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly incidentId?: string | undefined;
}

/** Everything Holdfast tells about itself. Never holds an input, an output, a header or a credential. */
export type TelemetryEvent = Common &
  (
    | { readonly type: 'operation.started'; readonly operation: string }
    | {
        readonly type: 'operation.settled';
        readonly operation: string;
        readonly outcome: string;
        readonly durationMs: number;
        readonly failure?: FailureJson;
      }
    | {
        readonly type: 'retry.scheduled';
        readonly name: string;
        readonly attempt: number;
        readonly delayMs: number;
        readonly failure: FailureJson;
      }
    | { readonly type: 'circuit.changed'; readonly name: string; readonly state: string }
    | { readonly type: 'bulkhead.rejected'; readonly name: string }
    | { readonly type: 'timeout.fired'; readonly name: string; readonly timeoutMs: number }
    | {
        readonly type: 'outbox.changed';
        readonly entryId: string;
        readonly operation: string;
        readonly state: string;
        readonly failure?: FailureJson;
      }
    | {
        readonly type: 'outbox.burst';
        readonly sender: string;
        readonly epoch: number;
        readonly sent: number;
        readonly waitedMs: number;
      }
    | { readonly type: 'render.uncaught'; readonly failure: FailureJson }
    | { readonly type: 'boundary.caught'; readonly boundary: string; readonly failure: FailureJson }
    | {
        readonly type: 'draft.changed';
        readonly draft: string;
        readonly state: string;
        readonly failure?: FailureJson;
      }
    | { readonly type: 'connectivity.changed'; readonly state: string }
  );

/** Receives events. It must not throw and must not keep the caller waiting. */
export type TelemetrySink = (event: TelemetryEvent) => void;
