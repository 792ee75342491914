import { Failure, type EntryView } from '@holdfast/core';
import { STREAM_IDLE, type StreamState } from '@holdfast/core/parts';
import { GENERATOR_FAILED, NETWORK_FAILED, RATE_LIMITED } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { tellingOf } from './telling.ts';

const entry = (operation: string, kind: 'queued' | 'dead' = 'queued'): EntryView =>
  ({ operation, state: { kind } }) as EntryView;
const came = { since: 0, id: 's', seq: 2, offset: 4, text: 'Once', events: [], micros: undefined };
const online = { entries: [], connectivity: 'online' } as const;
const of = (stream: StreamState, more: Partial<Parameters<typeof tellingOf>[0]> = {}): unknown =>
  tellingOf({ stream, ...online, ...more });
const cut = (rest: { resumable: boolean; resuming: boolean }): StreamState => ({
  ...{ kind: 'interrupted', ...came, faultAt: undefined },
  ...{ failure: new Failure(GENERATOR_FAILED), ...rest },
});

it('a generation waits until the story has reached Fireside', () => {
  expect(of(STREAM_IDLE)).toEqual({ kind: 'ready' });
  const waits = { kind: 'waits-for-story', isStuck: false };
  expect(of(STREAM_IDLE, { entries: [entry('story.save-chapter')] })).toEqual(waits);
  const stuck = { kind: 'waits-for-story', isStuck: true };
  expect(of(STREAM_IDLE, { entries: [entry('story.save', 'dead')] })).toEqual(stuck);
});

it('a generation waits for a connection, and an attempt without one was not refused', () => {
  const waits = { kind: 'waits-for-connection' };
  expect(of(STREAM_IDLE, { connectivity: 'offline' })).toEqual(waits);
  const failed: StreamState = { kind: 'failed', failure: new Failure(NETWORK_FAILED) };
  expect(of(failed, { connectivity: 'degraded' })).toEqual(waits);
});

it('a broken connection goes on by itself, and a broken generator does not', () => {
  expect(of(cut({ resumable: true, resuming: true }))).toEqual({ kind: 'reconnecting' });
  expect(of(cut({ resumable: true, resuming: false }))).toMatchObject({ kind: 'out-of-reach' });
  expect(of(cut({ resumable: false, resuming: false }))).toMatchObject({ kind: 'broken' });
});

it('a refusal says why', () => {
  const failure = new Failure(RATE_LIMITED, { retryAfterMs: 5000 });
  expect(of({ kind: 'failed', failure })).toEqual({ kind: 'refused', failure });
});
