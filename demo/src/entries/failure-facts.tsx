import type { Failure } from '@holdfast/core';
import type { ReactElement } from 'react';
import { factText } from './fact-words.ts';

/** The facts about a failure that support would ask for, folded away. */
export function FailureFacts({ failure }: { readonly failure: Failure }): ReactElement {
  const text = factText();
  const facts: readonly (readonly [string, string | undefined])[] = [
    [text.code, `${failure.code} (${failure.number})`],
    [text.status, failure.status?.toString()],
    [text.attempts, failure.attempts.toString()],
    [text.incident, failure.incidentId],
    [text.request, failure.requestId],
  ];
  return (
    <details>
      <summary>{text.title}</summary>
      <dl className="facts">
        {facts.map(
          ([term, fact]) =>
            fact !== undefined && (
              <div key={term} className="fact">
                <dt>{term}</dt>
                <dd>{fact}</dd>
              </div>
            ),
        )}
      </dl>
    </details>
  );
}
