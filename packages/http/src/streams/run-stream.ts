import { isFailure } from '@holdfast/core';
import {
  asFailure,
  checkAnswer,
  describeStream,
  nextStreamState,
  payFor,
  problemFailure,
  readOpen,
  send,
  type Bill,
  type OpaqueStream,
  type OpenAnswer,
  type Run,
  type Runtime,
  type StreamState,
  type TransportRequest,
} from '@holdfast/core/parts';
import type { StreamReader } from './stream-reader.ts';
import type { StreamSource } from './stream-source.ts';

export interface StreamRun {
  readonly runtime: Runtime;
  readonly operation: OpaqueStream;
  readonly input: unknown;
  /** The media types of the formats that this tab can read. */
  readonly accept: string;
  readonly run: Run;
  /** Hears each event that was taken in. @default not told */
  readonly heard?: StreamSource<unknown>['heard'];
}

/**
 * One run of a stream. It describes the request, reserves the cost, begins the stream or goes on with it, and
 * reads until the stream settles. Never rejects; the reader's state says how it ended.
 */
export async function runStream(
  reader: StreamReader<unknown>,
  how: 'begin' | 'resume',
  { runtime, operation, input, accept, run, heard }: StreamRun,
): Promise<void> {
  let isAsked = false;
  try {
    const { value, request } = await describeStream(runtime, operation, input, run);
    const ask = (
      asked: TransportRequest,
      rest: Pick<Parameters<typeof send>[1], 'bill' | 'effect' | 'guard' | 'pinned'>,
    ): Promise<OpenAnswer> =>
      send(runtime, {
        ...{ name: operation.name, run, request: accepting(asked, accept) },
        ...{ expectation: { accept: 'bytes' }, read: readOpen, ...rest },
      }) as Promise<OpenAnswer>;
    const work = async (bill?: Bill): Promise<void> => {
      isAsked = true;
      await reader.read(
        {
          heard,
          restarted: (state, attempt, delayMs) =>
            runtime.sink?.({
              ...{ type: 'restart.changed', at: runtime.platform.now() },
              ...{ what: 'stream', name: operation.name, incidentId: run.incidentId },
              ...{ state, attempt, ...(delayMs !== undefined && { delayMs }) },
            }),
          check: (event) => checkAnswer(operation.event, event, run),
          toFailure: (problem) => problemFailure(problem, run),
          // The same key attaches to the same stream, so asking twice begins nothing twice.
          open: ({ location, after }) =>
            location === undefined
              ? ask(request, { bill, effect: 'unknown', guard: runtime.writes })
              : ask(requestTo('GET', withPosition(location, after)), {
                  ...{ effect: 'none', guard: undefined, pinned: true },
                }),
        },
        how,
        run.signal,
      );
      if (bill) settle(bill, reader.latest());
    };
    try {
      await payFor(runtime, operation, value, run, work);
    } catch (failure) {
      // The user paid for the text when the stream began. A budget that is empty now is no reason to lose it.
      if (how === 'begin' || isAsked) throw failure;
      await work();
    }
  } catch (error) {
    if (isAsked) return;
    const failure = isFailure(error) ? error : asFailure(error, run);
    const before: StreamState = how === 'begin' ? { kind: 'running', since: 0 } : reader.latest();
    const refused = { type: 'settled', failure, why: 'not-retryable' } as const;
    reader.show(nextStreamState(before, refused), reader.location());
  }
}

/** Ends the generation on the server, and with it the bill. A stream that is gone already counts as ended. */
export async function cancelStream(
  runtime: Runtime,
  { name }: OpaqueStream,
  location: string,
  run: Run,
): Promise<void> {
  await send(runtime, {
    ...{ name, run, request: requestTo('DELETE', location) },
    ...{ effect: 'none', guard: runtime.writes, pinned: true },
    expectation: { accept: 'nothing', goneIsDone: true },
  });
}

function requestTo(method: 'GET' | 'DELETE', url: string): TransportRequest {
  return { method, url, headers: {}, body: null };
}

function accepting(request: TransportRequest, accept: string): TransportRequest {
  const headers = { ...request.headers, accept: `${accept}, application/problem+json;q=0.9` };
  return { ...request, headers };
}

function withPosition(location: string, after: number): string {
  return `${location}${location.includes('?') ? '&' : '?'}after=${after}`;
}

/** Tells the bill the known cost. A stream that may still go on has no price yet. */
function settle(bill: Bill, state: StreamState): void {
  const isOver = state.kind === 'live' || (state.kind === 'interrupted' && !state.resumable);
  if (isOver && state.micros !== undefined) bill.charge(state.micros);
  else if (state.kind === 'interrupted') bill.doubt();
  if ('failure' in state) throw state.failure;
}
