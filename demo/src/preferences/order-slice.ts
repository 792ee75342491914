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

type OrderSlice = ReturnType<typeof createOrderSlice>;
const slices = new WeakMap<Holdfast, OrderSlice>();

/** The one slice of the page. The first list with an order makes it, so that no other page loads its code. */
export function orderOf(holdfast: Holdfast): OrderSlice {
  const slice = slices.get(holdfast) ?? createOrderSlice(holdfast);
  slices.set(holdfast, slice);
  return slice;
}
