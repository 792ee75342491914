import { Failure } from '@holdfast/core';
import { STREAM_INTERRUPTED, TIMEOUT } from '@holdfast/core/failures';
import { STREAM_IDLE, nextStreamState, type StreamState } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { decideTurn, type How } from './decide-turn.ts';

const asked = nextStreamState(STREAM_IDLE, { type: 'started', at: 1 });
const event = { seq: 1, type: 'delta', text: 'Once', offset: 0 } as const;
const flowing = nextStreamState(asked, { type: 'received', event, at: 2 });
const failure = new Failure(STREAM_INTERRUPTED);
const cut = nextStreamState(flowing, { type: 'settled', failure, why: 'attempts-used' });
const done = nextStreamState(flowing, {
  ...{ type: 'received', at: 3 },
  event: { seq: 2, type: 'done', offset: 4, reason: 'stop' },
});
const failed: StreamState = { kind: 'failed', failure: new Failure(TIMEOUT) };

it.each<[string, StreamState, How, boolean, ReturnType<typeof decideTurn>]>([
  ['reads on what a tab left behind', flowing, 'take-over', false, 'resume'],
  [
    'reads on what a tab left behind, though its user wanted a new one',
    flowing,
    'start',
    false,
    'resume',
  ],
  ['takes nothing over that has ended', done, 'take-over', false, undefined],
  ['does not begin again what another tab began meanwhile', done, 'start', true, undefined],
  ['begins when its user starts', STREAM_IDLE, 'start', false, 'begin'],
  ['begins anew when its user starts over', done, 'start', false, 'begin'],
  ['has nothing to resume after the end', done, 'resume', false, undefined],
  ['resumes what was cut', cut, 'resume', false, 'resume'],
  ['begins when there is nothing to resume', failed, 'resume', false, 'begin'],
])('%s', (_, state, how, hasNews, decision) => {
  expect(decideTurn(state, how, hasNews)).toBe(decision);
});
