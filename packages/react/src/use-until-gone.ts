'use client';
import * as React from 'react';
import { useEffect, useInsertionEffect, useState } from 'react';
import { createLasting, type Begin } from './create-lasting.ts';

/** Whether this React hides components. It ends their effects then, and tells only insertion effects of the real end. */
const canHide = (): boolean => 'Activity' in React;

/**
 * Does a work from the first time that the component is on the page until the component is gone, right after React took
 * it away. Unlike an effect, the work goes on while `Activity` hides the component. Another `begin` begins in place of
 * the one before, also while the component is hidden; `undefined` ends the work.
 */
export function useUntilGone(begin: Begin | undefined): void {
  const [lasting] = useState(createLasting);
  useInsertionEffect(() => {
    lasting.want(begin);
    return () => {
      if (canHide()) lasting.want(undefined);
    };
  }, [lasting, begin]);
  useEffect(() => {
    lasting.want(begin);
    lasting.settle();
    return () => {
      // React 18 ends this effect only with the component, and may leave the other one out.
      if (!canHide()) lasting.want(undefined);
    };
  }, [lasting, begin]);
}
