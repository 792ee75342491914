'use client';
import type { Failure } from '@holdfast/core';
import type { Messages } from '@holdfast/core/messages';
import type { ReactElement } from 'react';

interface DefaultFallbackProps {
  readonly name: string;
  readonly stopped: string;
  readonly words: Messages['boundary'];
  readonly failure: Failure;
  readonly retry: () => void;
}

/** What a boundary without a fallback of its own shows: plain words, a retry and the incident's id. */
export function DefaultFallback(props: DefaultFallbackProps): ReactElement {
  const { name, stopped, words, failure, retry } = props;
  return (
    <section aria-label={name}>
      <h2 tabIndex={-1}>{stopped}</h2>
      <p role="alert">{`${stopped}. ${words.rest}`}</p>
      <button type="button" onClick={retry}>
        {words.retry}
      </button>
      <p>
        <small>{`${words.incident} ${failure.incidentId}`}</small>
      </p>
    </section>
  );
}
