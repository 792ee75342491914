'use client';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { ActionButton } from '../../look/action-button.tsx';
import { useOrder } from '../../preferences/use-order.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** Turns the order of the writer's characters. */
export function OrderButton(): ReactElement {
  const text = useText(words);
  const order = useOrder();
  const first = useStore(order, (state) => state.first);
  const turnOrder = useStore(order, (state) => state.turnOrder);
  return (
    <ActionButton look="quiet" onPress={turnOrder}>
      {first === 'oldest' ? text.newestFirst : text.oldestFirst}
    </ActionButton>
  );
}
