import { Failure } from '../failures/failure.ts';
import { INPUT_INVALID } from '../failures/kinds/contract.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { nextIncidentId } from '../incidents/incident-id.ts';
import { tell } from '../observable/tell.ts';
import type { OpaqueRead, OpaqueStream, OpaqueWrite } from '../operations/operation.ts';
import type { Outcome } from '../operations/outcome.ts';
import { uuidV7 } from '../platform/uuid-v7.ts';
import { parseWith, requireSchema } from '../schema/parse-with.ts';
import { toTransportRequest } from '../exchange/request/request-description.ts';
import { appFailure } from './app-failure.ts';
import { atOnce } from './at-once.ts';
import type { Runtime } from './holdfast-options.ts';
import { missingPart } from './missing-part.ts';
import { refuseIfDisposed } from './refuse-if-disposed.ts';
import { nextRequestId } from './request-id.ts';
import type { Run, RunOptions } from './run.ts';
import { settledRun } from './settled-run.ts';
import { runRead } from '../operations/read/run-read.ts';
import { runWrite } from '../operations/write/run-write.ts';
import { inDevelopment } from '#in-development';

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
    // Checked before anything is sent, because the answer to a write could not be checked afterwards.
    requireSchema(operation.output);
    const parsed = await parseWith(operation.input, input);
    if (!parsed.ok) {
      const { issues } = parsed;
      return {
        kind: 'failed',
        failure: new Failure(INPUT_INVALID, { ...run, details: { issues } }),
      };
    }
    const { value } = parsed;
    if (operation.kind === 'read') {
      return runRead(runtime, operation, value, run, cache?.keyOf(operation.name, value, input));
    }
    if (operation.offline !== 'queue') return runWrite(runtime, operation, value, run);
    if (!outbox) return missingPart('outbox');
    const request = toTransportRequest(atOnce(operation.request(value)), runtime.baseUrl);
    return outbox.runWrite(runtime, operation, value, { ...run, request });
  }

  async function runKnown(
    operation: OpaqueRead | OpaqueWrite,
    input: unknown,
    runOptions: RunOptions,
    incidentId: string,
  ): Promise<Outcome> {
    const { name, kind } = operation;
    const started = platform.monotonic();
    const told = { operation: name, incidentId };
    sink?.({ type: 'operation.started', at: platform.now(), ...told });
    const requestId = nextRequestId();
    const isKeyed = kind === 'write' || operation.cost !== undefined;
    const settle = async (): Promise<Outcome> => {
      try {
        const key = runOptions.key ?? (isKeyed ? uuidV7(platform) : undefined);
        const owner = identity.getSnapshot()?.subject;
        const run = { ...runOptions, key, incidentId, requestId, owner };
        const outcome = await walk(operation, input, run);
        return operation.cost && budget ? budget.withReceipt(outcome, key) : outcome;
      } catch (error) {
        return { kind: 'failed', failure: appFailure(error, { incidentId, requestId }, toFailure) };
      }
    };
    const outcome = await settle();
    if (sink) tell([sinkSettled]);
    return outcome;

    function sinkSettled(): void {
      const failure = 'failure' in outcome ? outcome.failure?.toJSON() : undefined;
      sink?.({
        type: 'operation.settled',
        at: platform.now(),
        ...told,
        outcome: outcome.kind,
        durationMs: platform.monotonic() - started,
        ...(failure ? { failure } : {}),
      });
    }
  }

  return async function runOperation(
    operation: OpaqueRead | OpaqueWrite | OpaqueStream,
    input?: unknown,
    given?: RunOptions,
  ): Promise<Outcome> {
    const incidentId = nextIncidentId();
    try {
      refuseIfDisposed(runtime);
      const runOptions = given ?? {};
      switch (operation.kind) {
        case 'stream':
          return await settledRun(() =>
            (streams ?? missingPart('streams')).run(operation, input, runOptions),
          );
        case 'read':
        case 'write':
          return await runKnown(operation, input, runOptions, incidentId);
        default:
          throw new Failure(DEFECT, {
            details: {
              remedy: inDevelopment(
                'Give run an operation, as defineRead, defineWrite and defineStream make them.',
              ),
            },
          });
      }
    } catch (error) {
      return { kind: 'failed', failure: appFailure(error, { incidentId }, toFailure) };
    }
  };
}
