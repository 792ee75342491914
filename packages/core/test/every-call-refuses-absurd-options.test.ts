import {
  createProgress,
  defineRead,
  defineStream,
  defineWrite,
  watchRead,
  type RunOptions,
} from '@holdfast/core';
import {
  consecutiveFailures,
  createCircuitBreaker,
  pipeline,
  reconfigureCircuit,
} from '@holdfast/core/policies';
import { absurdlyTaken, createWorld, optionRow, type OptionRow } from '@holdfast/testing';
import { expect, it } from 'vitest';

const { holdfast, platform, transport, outbox } = createWorld();
const read = defineRead('note.list', { request: () => ({ path: 'notes' }) });
const request = () => ({ method: 'PUT', path: 'notes/1' }) as const;
const send = defineWrite('note.rate', { request });
const queue = defineWrite('note.rename', { request, lane: () => 'notes', offline: 'queue' });
const stream = defineStream('story.tell', { request });
const any = undefined;

/** A run never rejects, so its refusal is the failure of its outcome. */
const runRow = (operation: typeof read | typeof send | typeof queue | typeof stream): OptionRow =>
  optionRow(
    async (options: RunOptions) => {
      const outcome = await holdfast.run(operation as never, any, options);
      if (outcome.kind === 'failed') throw outcome.failure;
    },
    {
      ...{ signal: new AbortController().signal, key: 'a', progress: createProgress() },
      ...{ traceparent: any, fresh: true, onKept: () => {} },
    },
  );

const rows: Readonly<Record<string, OptionRow>> = {
  'run of a read': runRow(read),
  'run of a write': runRow(send),
  'run of a queued write': runRow(queue),
  'run of a stream': runRow(stream),
  watchRead: optionRow(
    (options: Parameters<typeof watchRead>[3] & {}) => watchRead(holdfast, read, any, options),
    {
      entries: 'followed',
      when: 'always',
      freshForMs: 5,
    },
  ),
  pipeline: optionRow((options: object) => pipeline(options), {
    ...{ platform, toFailure: (error: unknown) => error as never, calls: 'reads' },
  }),
  reconfigureCircuit: optionRow(
    (options: Parameters<typeof createCircuitBreaker>[0] & {}) =>
      reconfigureCircuit(createCircuitBreaker(), options),
    { trip: consecutiveFailures(5), openMs: 5, maxOpenMs: 5, probes: 1, probeLeaseMs: 5 },
  ),
};

it.each(Object.entries(rows))(
  '%s refuses absurd options, and sends and keeps nothing',
  async (_, row) => {
    expect(await absurdlyTaken(row)).toEqual([]);
    expect(transport.requests).toEqual([]);
    expect(outbox.entries.getSnapshot()).toEqual([]);
  },
);

it('a pipeline refuses what is no policy', () => {
  expect(() => pipeline({ platform }, 'retry' as never)).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/DEFECT|PIPELINE/) }),
  );
});
