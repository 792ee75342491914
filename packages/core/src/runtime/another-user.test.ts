import { createVirtualPlatform, jsonAnswer, scriptedTransport } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/network.ts';
import { createCell } from '../observable/cell.ts';
import { defineRead } from '../operations/read/define-read.ts';
import { defineWrite } from '../operations/write/define-write.ts';
import { createCircuitBreaker } from '../policies/circuit/create-circuit-breaker.ts';
import { consecutiveFailures } from '../policies/circuit/trip-rule.ts';
import { pipeline } from '../policies/engine/pipeline.ts';
import { fixedBackoff } from '../policies/retry/backoff.ts';
import { retry } from '../policies/retry/retry.ts';
import type { Identity } from '../ports/identity.ts';
import { createHoldfast } from './create-holdfast.ts';

const list = defineRead('list', { request: () => ({ path: 'notes' }) });
const add = defineWrite('add', { request: () => ({ method: 'POST', path: 'notes' }) });

/** A runtime whose first attempt gets no answer, and which tries again after a second. */
function waiting(first: string | undefined) {
  const platform = createVirtualPlatform();
  const identity = createCell<Identity | null>(first === undefined ? null : { subject: first });
  const transport = scriptedTransport();
  let count = 0;
  transport.answerWith(() => {
    count += 1;
    if (count === 1) throw new Failure(NETWORK_FAILED);
    return jsonAnswer('done');
  });
  const breaker = createCircuitBreaker({ trip: consecutiveFailures(1), openMs: 500 });
  const guard = pipeline({ platform }, retry({ backoff: fixedBackoff(1_000) }), breaker);
  const holdfast = createHoldfast({ transport, platform, identity, reads: guard, writes: guard });
  const after = async <T>(outcome: Promise<T>, next: string | undefined): Promise<T> => {
    await platform.advance(0);
    identity.set(next === undefined ? null : { subject: next });
    await platform.advance(1_000);
    return outcome;
  };
  return { transport, holdfast, breaker, after };
}

const REFUSED = { kind: 'failed', failure: { code: 'SUBJECT_MISMATCH', retry: 'never' } };

describe('an attempt after a wait', () => {
  it('of a write is not sent once another user has signed in, and its effect stays unknown', async () => {
    const { transport, holdfast, after } = waiting('ann');
    expect(await after(holdfast.run(add), 'bea')).toMatchObject(REFUSED);
    expect(transport.requests).toHaveLength(1);
    const again = waiting('ann');
    expect(await again.after(again.holdfast.run(add), 'bea')).toMatchObject({
      failure: { effect: 'unknown', status: undefined },
    });
  });

  it('of a read is not sent once another user has signed in', async () => {
    const { transport, holdfast, after } = waiting('ann');
    expect(await after(holdfast.run(list), 'bea')).toMatchObject(REFUSED);
    expect(transport.requests).toHaveLength(1);
  });

  it('of a write without a user is not sent in the name of the user who has signed in', async () => {
    const { transport, holdfast, after } = waiting(undefined);
    expect(await after(holdfast.run(add), 'ann')).toMatchObject(REFUSED);
    expect(transport.requests).toHaveLength(1);
  });

  it.each([
    ['the same user is still signed in', 'ann', 'ann', add],
    ['its user has signed out', 'ann', undefined, add],
    ['a read belongs to no user', undefined, 'ann', list],
  ])('is sent when %s', async (_, first, next, operation) => {
    const { holdfast, after } = waiting(first);
    const outcome = holdfast.run(operation as typeof list);
    expect(await after(outcome, next)).toMatchObject({ kind: 'live', value: 'done' });
  });

  it('that is not sent is no evidence that the server works again', async () => {
    const { holdfast, breaker, after } = waiting('ann');
    await after(holdfast.run(add), 'bea');
    expect(breaker.getSnapshot()).not.toBe('closed');
  });
});
