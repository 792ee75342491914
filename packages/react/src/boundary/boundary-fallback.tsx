'use client';
import type { Messages } from '@holdfast/core/messages';
import { useContext, useEffect, useReducer, type ReactElement } from 'react';
import { HoldfastContext } from '../holdfast-context.ts';
import { Button } from '../look/button.tsx';
import { Note } from '../look/note.tsx';
import { UNSEEN } from '../unseen.ts';
import type { FallbackProps } from './boundary-props.ts';
import { stoppedWords, wordsOfBoundary } from './stopped-words.ts';

/**
 * A fallback in plain words: the part that stopped, the next step, a button to try again, and the id of the
 * incident. Give it as `FallbackComponent` to a boundary with a `name`.
 */
export function BoundaryFallback(props: FallbackProps): ReactElement {
  const { name, failure, retry, resetErrorBoundary } = props;
  const messages = useContext(HoldfastContext)?.messages;
  const words = wordsOfBoundary(messages);
  const stopped = stoppedWords(name, messages);
  const [hasRegion, putText] = useReducer(() => true, false);
  // The region is on the page before its text, so that a screen reader notices the text.
  useEffect(putText, [putText]);
  return (
    <section aria-label={name ?? words.part}>
      <Note tone={retry?.kind === 'offline' ? 'offline' : 'failed'}>
        <h2 className="hf-title" tabIndex={-1}>
          {stopped}
        </h2>
        <p role="alert" className="hf-one-line">
          {hasRegion && (
            <>
              <span style={UNSEEN}>{`${stopped}. `}</span>
              {words.rest}
            </>
          )}
        </p>
        {retry && retry.kind !== 'stopped' && <p>{wordsOfRetry(retry, words)}</p>}
        <div className="hf-buttons">
          <Button onPress={() => resetErrorBoundary()}>{words.retry}</Button>
        </div>
        {failure && (
          <p>
            <small>{`${words.incident} ${failure.incidentId}`}</small>
          </p>
        )}
      </Note>
    </section>
  );
}

function wordsOfRetry(
  { kind, attempts, maxRetries }: NonNullable<FallbackProps['retry']>,
  { again, offline }: Messages['boundary'],
): string {
  if (kind === 'offline') return offline;
  return again.replace('{attempt}', String(attempts + 1)).replace('{of}', String(maxRetries));
}
