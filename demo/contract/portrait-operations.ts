import { defineRead, defineWrite } from '@holdfast/core';
import * as z from 'zod/mini';
import { Id } from './id.ts';
import { PortraitList, PortraitWish } from './portrait.ts';
import { priceOfPortraits } from './prices.ts';
import { readSpending } from './spending-operations.ts';

const DAY_MS = 86_400_000;

/** All takes of one character, in the order in which they were drawn. */
export const listPortraits = defineRead('portrait.list', {
  input: z.strictObject({ characterId: Id }),
  output: PortraitList,
  request: ({ characterId }) => ({ path: 'portraits', query: { character: characterId } }),
  staleIfErrorMs: 7 * DAY_MS,
});

/**
 * Draws portraits of a character. It has a lane of its own, so that a portrait that must wait, or that the budget
 * refuses, never holds up its character.
 */
export const drawPortraits = defineWrite('portrait.draw', {
  input: PortraitWish,
  output: PortraitList,
  request: (wish) => ({ method: 'POST', path: 'portraits', json: wish }),
  lane: ({ characterId }) => `portrait:${characterId}`,
  offline: 'queue',
  invalidates: [listPortraits, readSpending],
  cost: ({ ids }) => priceOfPortraits(ids.length),
});
