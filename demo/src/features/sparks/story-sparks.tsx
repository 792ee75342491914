'use client';
import { accessible, ErrorBoundary, type FallbackProps } from '@holdfast/react/boundary';
import { useState, type ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { useText } from '../../words/use-text.ts';
import { Spark } from './spark.tsx';
import { words } from './words.ts';

const PARTS = [accessible()];

interface StorySparksProps {
  /** Whether the user can break it on purpose, to see that the page around it goes on. @default false */
  readonly isBreakable?: boolean;
}

/** First sentences to begin with. */
export function StorySparks({ isBreakable = false }: StorySparksProps): ReactElement {
  const { title } = useText(words);
  const [isBroken, setBroken] = useState(false);
  return (
    <section className="stack" aria-labelledby="sparks-heading">
      <h2 id="sparks-heading">{title}</h2>
      <ErrorBoundary
        name={title}
        FallbackComponent={SparksStopped}
        parts={PARTS}
        onReset={() => setBroken(false)}
      >
        <Spark isBroken={isBroken} onBreak={isBreakable ? () => setBroken(true) : undefined} />
      </ErrorBoundary>
    </section>
  );
}

function SparksStopped({ failure, resetErrorBoundary }: FallbackProps): ReactElement {
  const text = useText(words);
  return (
    <StateNote tone="failed">
      <div role="alert">
        <h3 className="state-title">{text.stopped}</h3>
        <p>{text.rest}</p>
      </div>
      <div className="buttons">
        <ActionButton onPress={() => resetErrorBoundary()}>{text.retry}</ActionButton>
      </div>
      <details>
        <summary>{text.detail}</summary>
        {failure && <p className="muted">{text.incident(failure.code, failure.incidentId)}</p>}
      </details>
    </StateNote>
  );
}
