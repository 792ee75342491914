import type { Failure } from '@holdfast/core';
import type { ReactElement } from 'react';

/** The facts about a failure that support would ask for, folded away. */
export function FailureFacts({ failure }: { readonly failure: Failure }): ReactElement {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Code', `${failure.code} (${failure.number})`],
    ['Status', failure.status?.toString()],
    ['Attempts', failure.attempts.toString()],
    ['Incident', failure.incidentId],
    ['Request', failure.requestId],
  ];
  return (
    <details>
      <summary>Technical detail</summary>
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
