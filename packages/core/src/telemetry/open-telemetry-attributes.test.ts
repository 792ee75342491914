import { expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/index.ts';
import { failureAttributes } from './open-telemetry-attributes.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

const settled: TelemetryEvent = {
  ...{ type: 'operation.settled', at: 1, operation: 'note.add' },
  ...{ outcome: 'failed', durationMs: 5 },
};

it('names the code of a failure as OpenTelemetry names the type of an error', () => {
  const failure = new Failure(NETWORK_FAILED, { requestId: 'r1' }).toJSON();
  expect(failureAttributes({ ...settled, failure })).toEqual({
    'error.type': 'NETWORK_FAILED',
    'holdfast.failure.family': failure.family,
  });
});

it('adds nothing to an event without a failure', () => {
  expect(failureAttributes(settled)).toEqual({});
});
