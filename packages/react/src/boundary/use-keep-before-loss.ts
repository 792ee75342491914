'use client';
import { createContext, useContext, useEffect, type Context } from 'react';

export type Save = () => unknown;
/** Takes in a function to call before the components go. Returns the undo. */
export type Keeper = (save: Save) => () => void;

export const KeeperContext: Context<Keeper | undefined> = /* @__PURE__ */ createContext<
  Keeper | undefined
>(undefined);

/**
 * Calls `save` when a boundary with `keepDrafts` is about to take this component away, because something beside it
 * broke. The component is still on the page. A `save` that goes on later starts before the components are gone.
 */
export function useKeepBeforeLoss(save: Save): void {
  const keeper = useContext(KeeperContext);
  useEffect(() => keeper?.(save), [keeper, save]);
}
