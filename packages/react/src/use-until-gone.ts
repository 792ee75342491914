'use client';
import { useEffect, useInsertionEffect, useState } from 'react';
import { canHide } from './can-hide.ts';
import { createLasting, type Begin } from './create-lasting.ts';

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
      if (!canHide()) lasting.want(undefined);
    };
  }, [lasting, begin]);
}
