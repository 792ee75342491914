'use client';
import type { ReactElement } from 'react';
import { usePanel } from './panel-view.ts';

/** The id of an incident. One press shows only this incident, in every tab. */
export function IncidentLink({ id }: { readonly id: string | undefined }): ReactElement | null {
  const { filter } = usePanel();
  if (id === undefined) return null;
  // The last characters differ most, and a narrow column has no room for more.
  return (
    <button type="button" className="link" title={id} onClick={() => filter(id)}>
      <span className="gone">Show only incident </span>…{id.slice(-6)}
    </button>
  );
}
