import { Failure } from '@holdfast/core';
import { BUDGET_EXCEEDED, TIMEOUT } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { askedState } from './asked-state.ts';

const waiting = { kind: 'waiting', dueAt: 1, attempts: 1, failure: new Failure(TIMEOUT) } as const;
const dead = { kind: 'dead', since: 1, failure: new Failure(BUDGET_EXCEEDED) } as const;
const pending = { kind: 'pending' } as const;

it.each([
  ['are drawn while they are sent', pending, 'online', 'drawing'],
  ['wait without a connection', pending, 'offline', 'waiting'],
  ['wait for the next try', waiting, 'online', 'waiting'],
  ['are not drawn when only the writer can go on', dead, 'online', 'stuck'],
  ['are not drawn when only the writer can go on, also offline', dead, 'offline', 'stuck'],
] as const)('ordered portraits %s', (_, state, connectivity, stands) => {
  expect(askedState({ state } as never, connectivity)).toBe(stands);
});
