import { Failure } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { STREAM_IDLE, type StreamState } from '@holdfast/core/parts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  APART,
  fromAssistMemo,
  textToPut,
  toAssistMemo,
  viewOfAssist,
  type Assist,
} from './assist-state.ts';

const following = (earlier = ''): Assist => ({ mode: 'following', earlier });
const own: Assist = { mode: 'own', earlier: '' };
const failure = new Failure(NETWORK_FAILED);
const streamed = {
  ...{ since: 0, id: 's1', seq: 1, offset: 4, text: 'Once', events: [] },
  ...{ micros: undefined, faultAt: undefined },
};
const interrupted: StreamState = {
  ...{ kind: 'interrupted', ...streamed, failure, resumable: true, resuming: false },
};

describe('an assisted field', () => {
  it.each([
    ['the first words into an empty field', following(), 'Once', '', 'Once'],
    ['more of the same text', following(), 'Once upon', 'Once', 'Once upon'],
    ['nothing while the field has more of it already', following(), 'Once', 'Once upon', undefined],
    ['nothing before the first words', following('Old'), '', 'Old', undefined],
    ['a new text in place of the earlier one', following('Old'), 'Once', 'Old', 'Once'],
    ['nothing over a text that the user wrote', following('Old'), 'Once', 'Mine', undefined],
    ['nothing when the user writes', own, 'Once', '', undefined],
    ['nothing that was not asked for', APART, 'Once', '', undefined],
  ])('takes %s', (_, assist, text, value, expected) => {
    expect(textToPut(assist, text, value)).toBe(expected);
  });

  it.each<[string, Assist, StreamState, object]>([
    ['idle', following(), STREAM_IDLE, { kind: 'idle' }],
    ['writing', following(), { kind: 'running', since: 0 }, { kind: 'writing' }],
    ['writing', following(), { kind: 'streaming', ...streamed }, { kind: 'writing' }],
    [
      'interrupted',
      following(),
      interrupted,
      { kind: 'interrupted', failure, canContinue: true, resuming: false },
    ],
    ['failed', following(), { kind: 'failed', failure }, { kind: 'failed', failure }],
    [
      'written',
      following(),
      { kind: 'live', ...streamed, reason: undefined, at: 1 },
      { kind: 'written' },
    ],
    ['own', own, interrupted, { kind: 'own' }],
    ['offered', APART, interrupted, { kind: 'offered', text: 'Once' }],
    ['idle', APART, STREAM_IDLE, { kind: 'idle' }],
  ])('is %s', (_, assist, stream, expected) => {
    expect(viewOfAssist(assist, stream)).toEqual(expected);
  });

  it('comes back from its note in the draft, and from no other note', () => {
    expect(fromAssistMemo(toAssistMemo(following('Old')))).toEqual(following('Old'));
    for (const note of [undefined, '', 'null', '7', '{"mode":"other"}']) {
      expect(fromAssistMemo(note)).toEqual(APART);
    }
    expect(fromAssistMemo('{"mode":"own","earlier":7}')).toEqual(own);
  });

  it('never shortens its text, and never loses a text of the user', () => {
    const text = fc.string({ maxLength: 6 });
    fc.assert(
      fc.property(text, text, text, (came, value, earlier) => {
        const put = textToPut(following(earlier), came, value);
        if (put === undefined) return true;
        return put.startsWith(value) || value === earlier;
      }),
    );
  });
});
