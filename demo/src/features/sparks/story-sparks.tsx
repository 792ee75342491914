import { ErrorBoundary } from '@holdfast/react/boundary';
import { useState, type ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { Spark } from './spark.tsx';

/** Something to begin with. It can be broken on purpose, to see that the page around it does not care. */
export function StorySparks(): ReactElement {
  const [isBroken, setBroken] = useState(false);
  return (
    <section className="stack" aria-labelledby="sparks-heading">
      <h2 id="sparks-heading">Story sparks</h2>
      <ErrorBoundary
        name="Story sparks"
        resetKeys={[isBroken]}
        renderFallback={(failure, retry) => (
          <StateNote tone="failed">
            <div role="alert">
              <h3 className="state-title">The sparks stopped working</h3>
              <p>Everything else on this page still works, and nothing you wrote is lost.</p>
            </div>
            <div className="buttons">
              <ActionButton
                onPress={() => {
                  setBroken(false);
                  retry();
                }}
              >
                Retry
              </ActionButton>
            </div>
            <details>
              <summary>Technical detail</summary>
              <p className="muted">
                {failure.code}, incident {failure.incidentId}
              </p>
            </details>
          </StateNote>
        )}
      >
        <Spark isBroken={isBroken} onBreak={() => setBroken(true)} />
      </ErrorBoundary>
    </section>
  );
}
