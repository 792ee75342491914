import type { TransportRequest } from '../exchange/request/request-description.ts';
import { defect } from '../failures/defect.ts';
import { nextIncidentId } from '../incidents/incident-id.ts';
import { tell } from '../observable/tell.ts';
import { nextSpan } from '../exchange/request/trace-parent.ts';
import type { OpaqueRead, OpaqueStream, OpaqueWrite } from '../operations/operation.ts';
import type { Failed, Outcome } from '../operations/outcome.ts';
import { uuidV7 } from '../platform/uuid-v7.ts';
import { appFailure } from './app-failure.ts';
import { parseInput, requestOf } from './describe-request.ts';
import type { Runtime } from './holdfast-options.ts';
import { missingPart } from './missing-part.ts';
import { refuseIfDisposed } from './refuse-if-disposed.ts';
import { nextRequestId } from './request-id.ts';
import type { Run, RunOptions } from './run.ts';
import { settledRun } from './settled-run.ts';
import { runRead } from '../operations/read/run-read.ts';
import { runWrite } from '../operations/write/run-write.ts';
import { inDevelopment } from '#in-development';
import { requireOptions } from '#options';

type Known = Pick<Run, 'incidentId' | 'requestId' | 'traceparent'>;

/**
 * Makes the `run` of a runtime. It never rejects. An error that the app's own code throws on the way (a schema,
 * `request`, a port) becomes an outcome with a named failure. An exception of a sink changes no outcome.
 */
export function createRun(
  runtime: Runtime,
): (
  operation: OpaqueRead | OpaqueWrite | OpaqueStream,
  input?: unknown,
  given?: RunOptions,
) => Promise<Outcome> {
  const { budget, cache, identity, outbox, platform, sink, streams, toFailure } = runtime;

  async function walk(
    operation: OpaqueRead | OpaqueWrite,
    input: unknown,
    run: Run,
  ): Promise<Outcome> {
    const value = await parseInput(operation, operation.output, input, run);
    if (operation.kind === 'read') {
      const kept = cache?.keptRead({ ...runtime, cache }, operation, value, input, run);
      return runRead(runtime, operation, value, run, kept);
    }
    if (operation.offline !== 'queue') return runWrite(runtime, operation, value, run);
    if (!outbox) return missingPart('outbox');
    const describe = (of: unknown): TransportRequest => requestOf(operation, of, runtime);
    const request = describe(value);
    return outbox.runWrite(runtime, operation, value, { ...run, request, describe });
  }

  async function runKnown(
    operation: OpaqueRead | OpaqueWrite,
    input: unknown,
    given: RunOptions,
    known: Known,
  ): Promise<Outcome> {
    try {
      const { kind, cost } = operation;
      const isKeyed = kind === 'write' || cost !== undefined;
      const key = given.key ?? (isKeyed ? uuidV7(platform) : undefined);
      const run = { ...given, ...known, key, owner: identity.getSnapshot()?.subject };
      const outcome = await walk(operation, input, run);
      return cost && budget ? budget.withReceipt(outcome, key) : outcome;
    } catch (error) {
      return failed(error, known);
    }
  }

  function failed(error: unknown, known: Known): Failed {
    return { kind: 'failed', failure: appFailure(error, known, toFailure) };
  }

  return async function runOperation(operation, input, given): Promise<Outcome> {
    const known = {
      incidentId: nextIncidentId(),
      requestId: nextRequestId(),
      traceparent: nextSpan(given?.traceparent),
    };
    const options = given ?? {};
    try {
      refuseIfDisposed(runtime);
      requireOptions('run', options, {
        signal: 'an object with addEventListener?',
        key: 'a text that is not empty?',
        progress: 'an object with sending, receiving?',
        traceparent: 'anything?',
        fresh: 'true or false?',
        onKept: 'a function?',
      });
      const { kind, name } = operation;
      if (kind === 'stream') {
        return await settledRun(() =>
          (streams ?? missingPart('streams')).run(operation, input, options),
        );
      }
      if (kind !== 'read' && kind !== 'write') {
        throw defect(
          inDevelopment(
            'Give run an operation, as defineRead, defineWrite and defineStream make them.',
          ),
        );
      }
      const started = platform.monotonic();
      const told = { operation: name, incidentId: known.incidentId };
      sink?.({ type: 'operation.started', at: platform.now(), kind, ...told });
      const outcome = await runKnown(operation, input, options, known);
      const tellSettled = (): void => {
        const failure = 'failure' in outcome ? outcome.failure?.toJSON() : undefined;
        sink?.({
          type: 'operation.settled',
          at: platform.now(),
          ...told,
          outcome: outcome.kind,
          durationMs: platform.monotonic() - started,
          failure,
        });
      };
      if (sink) tell([tellSettled]);
      return outcome;
    } catch (error) {
      return failed(error, known);
    }
  };
}
