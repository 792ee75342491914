'use client';
import type { ReactElement } from 'react';

/**
 * Keeps the place of a sitting without portraits while it loads. Otherwise the buttons below move when it comes, and a
 * press that has begun misses, or lands on a button that costs money.
 */
export function SittingPlace(): ReactElement {
  return (
    <div className="stack sitting-place" aria-hidden="true">
      <div className="stack" />
      <div className="buttons">
        <span className="button">&nbsp;</span>
      </div>
    </div>
  );
}
