import type { Holdfast } from '@holdfast/core';
import { defineSlice, persistSlice } from '@holdfast/zustand';
import { createStore } from 'zustand/vanilla';

interface Order {
  /** Which of the writer's characters stands first. */
  readonly first: 'oldest' | 'newest';
}
const initial: Order = { first: 'oldest' };

/** The order of lists. The device keeps it for each writer, under the name that it had first. */
const order = defineSlice('preferences', initial)
  .persist(persistSlice({}))
  .actions((set) => ({
    turnOrder: () => set(({ first }) => ({ first: first === 'oldest' ? 'newest' : 'oldest' })),
  }));

export const createOrderSlice = (holdfast: Holdfast) => createStore(order(holdfast));

export type OrderSlice = ReturnType<typeof createOrderSlice>;
