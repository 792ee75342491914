import type { Connectivity, Failure, OperationState } from '@holdfast/core';
import { useState, type ReactElement } from 'react';
import { useConnectivity, useNow } from '@holdfast/react';
import { FailureFacts } from '../../entries/failure-facts.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { ageInWords } from '../../words/age.ts';
import { reasonOf } from '../../words/failure-words.ts';

interface ListStateProps {
  readonly state: OperationState;
  readonly refresh: () => Promise<void>;
}

/** How true the list is. A fresh list needs no words. */
export function ListState({ state, refresh }: ListStateProps): ReactElement | null {
  const now = useNow();
  const connectivity = useConnectivity();
  // While it is asked again, what was known about the last answer still holds.
  const [settled, setSettled] = useState(state);
  if (state.kind !== 'running' && state !== settled) setSettled(state);

  if (settled.kind === 'stale') {
    const age = ageInWords(now - settled.at);
    return (
      <StateNote
        tone="stale"
        title={`Shown as of ${age} ago, ${why(settled.failure, connectivity)}`}
      />
    );
  }
  if (settled.kind === 'failed') {
    return (
      <StateNote tone="failed" title="Your characters cannot be shown now">
        <p>{reasonOf(settled.failure)}</p>
        <div className="buttons">
          <ActionButton
            look="quiet"
            isBusy={state.kind === 'running'}
            onPress={() => void refresh()}
          >
            Try again
          </ActionButton>
        </div>
        <FailureFacts failure={settled.failure} />
      </StateNote>
    );
  }
  return null;
}

function why({ family }: Failure, connectivity: Connectivity): string {
  if (connectivity === 'offline') return 'no connection';
  return family === 'network' || family === 'policy'
    ? 'Fireside cannot be reached'
    : 'Fireside is in trouble';
}
