import { isFailure, toFailure } from '@holdfast/core';
import {
  nextStreamState,
  type Bill,
  type OpaqueStream,
  type Run,
  type StreamLink,
  type StreamState,
} from '@holdfast/core/parts';
import type { StreamReader } from './stream-reader.ts';

export interface StreamRun {
  readonly link: StreamLink;
  readonly operation: OpaqueStream;
  readonly input: unknown;
  /** The media types that can be read. */
  readonly accept: string;
  readonly run: Run;
}

/** One run of a stream: paid for, begun or gone on with, and read until it settles. Never rejects. */
export async function runStream(
  reader: StreamReader<unknown>,
  how: 'begin' | 'resume',
  { link, operation, input, accept, run }: StreamRun,
): Promise<void> {
  let isAsked = false;
  try {
    const requests = await link.prepare(operation, input, run);
    await requests.pay(how === 'resume', async (bill) => {
      isAsked = true;
      const { check, toFailure: readProblem } = requests;
      await reader.read(
        {
          ...{ check, toFailure: readProblem },
          // The same key attaches to the same stream, so asking twice begins nothing twice.
          open: ({ location, after }) =>
            location === undefined
              ? requests.begin(accept, bill)
              : requests.read(withPosition(location, after), accept),
        },
        how,
        run.signal,
      );
      settle(bill, reader.latest());
    });
  } catch (error) {
    if (isAsked) return;
    const failure = isFailure(error) ? error : toFailure(error, run);
    const before: StreamState = how === 'begin' ? { kind: 'running', since: 0 } : reader.latest();
    const refused = { type: 'settled', failure, resumable: true } as const;
    reader.show(nextStreamState(before, refused), reader.location());
  }
}

function withPosition(location: string, after: number): string {
  return `${location}${location.includes('?') ? '&' : '?'}after=${after}`;
}

/** Tells the bill what is known. What may still go on has no price yet. */
function settle(bill: Bill, state: StreamState): void {
  const isOver = state.kind === 'live' || (state.kind === 'interrupted' && !state.resumable);
  if (isOver && state.micros !== undefined) bill.charge(state.micros);
  else if (state.kind === 'interrupted') bill.doubt();
  if ('failure' in state) throw state.failure;
}
