'use client';
import type { Failure } from '@holdfast/core';
import type { ReactElement } from 'react';

export interface DefaultFallbackProps {
  readonly name: string;
  readonly failure: Failure;
  readonly retry: () => void;
}

/** What a boundary without a fallback of its own shows: plain words, one way on, the incident's id. */
export function DefaultFallback({ name, failure, retry }: DefaultFallbackProps): ReactElement {
  return (
    <section aria-label={name}>
      <h2 tabIndex={-1}>{name} stopped working</h2>
      <p role="alert">{name} stopped working. The rest of the page goes on.</p>
      <button type="button" onClick={retry}>
        Try again
      </button>
      <p>
        <small>Incident {failure.incidentId}</small>
      </p>
    </section>
  );
}
