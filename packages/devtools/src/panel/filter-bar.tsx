'use client';
import type { ReactElement } from 'react';
import { usePanel } from './panel-view.ts';

/** Says which incident is shown, and leads back to all. */
export function FilterBar(): ReactElement | null {
  const { focus, filter } = usePanel();
  if (!focus) return null;
  return (
    <div className="filter">
      <span>
        Only incident <code>{focus.incidentId}</code>
      </span>
      <button type="button" onClick={() => filter(undefined)}>
        Show all
      </button>
    </div>
  );
}
