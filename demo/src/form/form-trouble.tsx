'use client';
import type { FieldIssue, OperationState } from '@holdfast/core';
import { useObservable } from '@holdfast/react';
import type { ReactElement } from 'react';
import { FailureFacts } from '../entries/failure-facts.tsx';
import { StateNote } from '../look/state-note.tsx';
import { reasonOf } from '../words/failure-words.ts';
import { issueInWords } from '../words/issue-words.ts';
import { pageWords } from '../words/page-words.ts';
import { useText } from '../words/use-text.ts';
import { words } from './words.ts';

interface FormTroubleProps {
  readonly title: string;
  readonly state: OperationState;
  readonly issues: readonly FieldIssue[];
  /** Sentences of this form for failures that the app says in another way, by their code. */
  readonly reasons?: Readonly<Record<string, string>>;
}

/**
 * Why the form could not be sent. The region is always there, so that a screen reader announces its text.
 */
export function FormTrouble({
  title,
  state,
  issues,
  reasons = {},
}: FormTroubleProps): ReactElement {
  const text = useText(words);
  const said = useObservable(pageWords);
  const failure = state.kind === 'failed' ? state.failure : undefined;
  return (
    <div className="trouble" role="alert">
      {failure && (
        <StateNote tone="failed" title={title}>
          <p>{reasons[failure.code] ?? reasonOf(failure)}</p>
          {failure.family === 'storage' && failure.requestId === undefined && (
            <p>
              {failure.effect === 'none' ? text.notSent : text.noAnswer} {text.keepOpen}
            </p>
          )}
          {issues.map(({ pointer, message }) => (
            <p key={pointer}>{issueInWords(message, said)}</p>
          ))}
          {failure.severity === 'critical' && <FailureFacts failure={failure} />}
        </StateNote>
      )}
    </div>
  );
}
