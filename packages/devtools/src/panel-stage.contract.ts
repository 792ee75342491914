import { defineRead, defineWrite, Failure, inBrowser } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { createWorld, jsonAnswer, type ResilientWorld } from '@holdfast/testing';
import * as z from 'zod';

export const listNotes = defineRead('note.list', { request: () => ({ path: 'notes' }) });
export const addNote = defineWrite('note.add', {
  input: z.string(),
  request: (text) => ({ method: 'POST', path: 'notes', json: { text } }),
  lane: () => 'notes',
  offline: 'queue',
});

/** A page whose reads fail twice, whose writes wait, and which tells its user what happened. */
export function createTroubledWorld(): ResilientWorld {
  const world = createWorld(inBrowser());
  let asked = 0;
  world.transport.answerWith(({ url }) => {
    asked += 1;
    if (asked < 3) throw new Failure(NETWORK_FAILED, { effect: 'none' });
    return jsonAnswer(url);
  });
  return world;
}
