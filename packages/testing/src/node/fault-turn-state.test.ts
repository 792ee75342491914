import { describe, expect, it } from 'vitest';
import type { Ending } from './fault-mix.ts';
import { type Turn, beginsTurn, takeBytes } from './fault-turn-state.ts';

const turnWith = (
  message: Ending['message'],
  bytes: number,
  ending?: [message: Ending['message'], afterBytes: number],
): Turn => ({
  plan: {
    isDelayed: false,
    isSliced: false,
    pieceSeed: 1,
    ending: ending && { kind: 'cut', message: ending[0], afterBytes: ending[1] },
  },
  message,
  bytes,
});

describe('a turn', () => {
  it.each<[string, Turn | undefined, Ending['message'], boolean]>([
    ['with the first bytes there are', undefined, 'request', true],
    ['also when the server speaks first', undefined, 'answer', true],
    ['when the client speaks after an answer', turnWith('answer', 10), 'request', true],
    ['not with more of the request', turnWith('request', 10), 'request', false],
    ['not with the answer', turnWith('request', 10), 'answer', false],
    ['not with more of the answer', turnWith('answer', 10), 'answer', false],
  ])('begins %s', (_, turn, message, begins) => {
    expect(beginsTurn(turn, message)).toBe(begins);
  });

  it.each<[string, Turn, Ending['message'], number, pass: number, ends: boolean, bytes: number]>([
    ['hands all on when nothing is planned', turnWith('request', 5), 'request', 10, 10, false, 15],
    ['counts the answer from its own start', turnWith('request', 5), 'answer', 10, 10, false, 10],
    [
      'goes on before its end',
      turnWith('request', 0, ['request', 20]),
      'request',
      10,
      10,
      false,
      10,
    ],
    [
      'goes on up to its end',
      turnWith('request', 0, ['request', 10]),
      'request',
      10,
      10,
      false,
      10,
    ],
    [
      'ends in the middle of bytes',
      turnWith('request', 10, ['request', 15]),
      'request',
      10,
      5,
      true,
      20,
    ],
    ['ends at once', turnWith('request', 0, ['request', 0]), 'request', 10, 0, true, 10],
    [
      'lets a request pass that will not be answered',
      turnWith('request', 0, ['answer', 0]),
      'request',
      10,
      10,
      false,
      10,
    ],
    ['ends within the answer', turnWith('request', 10, ['answer', 3]), 'answer', 10, 3, true, 10],
    [
      'ends before the answer when the request was too short',
      turnWith('request', 10, ['request', 99]),
      'answer',
      10,
      0,
      true,
      10,
    ],
  ])('%s', (_, turn, message, size, pass, ends, bytes) => {
    const taken = takeBytes(turn, message, size);
    expect(taken).toMatchObject({ pass, turn: { message, bytes } });
    expect(taken.ending).toBe(ends ? turn.plan.ending : undefined);
  });
});
