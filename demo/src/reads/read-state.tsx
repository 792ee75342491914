'use client';
import type { OperationState } from '@holdfast/core';
import { useConnectivity, useRetryCountdown } from '@holdfast/react';
import type { ReactElement } from 'react';
import { FailureFacts } from '../entries/failure-facts.tsx';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';
import { useAge } from '../words/use-age.ts';
import { useText } from '../words/use-text.ts';
import { useSettled } from './use-settled.ts';
import { useWhyFailed } from './use-why-failed.ts';
import { whyStale } from './why-stale.ts';
import { words } from './words.ts';

interface ReadStateProps {
  readonly state: OperationState;
  /** The title when there is nothing to show. */
  readonly failedTitle: string;
  readonly refresh: () => Promise<void>;
}

/** How old the text or the list beside it is, and why. It says nothing while Fireside answers. */
export function ReadState({ state, failedTitle, refresh }: ReadStateProps): ReactElement | null {
  const text = useText(words);
  const age = useAge();
  const connectivity = useConnectivity();
  const whyFailed = useWhyFailed();
  const settled = useSettled(state);

  const isFirst = settled.kind === 'idle' || settled.kind === 'running';
  const asking = state.kind === 'running' && isFirst ? state : undefined;
  // An answer that comes at once needs no words.
  const isSlow = useRetryCountdown(asking && asking.since + 1_000) === 0;
  if (asking && isSlow) {
    const known = asking.at === undefined ? '' : text.lastUpdated(age(asking.at));
    return <StateNote tone="stale" title={`${known} ${text.asking}`.trim()} />;
  }
  if (settled.kind === 'stale') {
    const tone = connectivity === 'offline' ? 'offline' : 'stale';
    const why = whyStale(settled.failure, connectivity);
    const title = `${text.lastUpdated(age(settled.at))} ${why ? text[why] : ''}`.trim();
    return <StateNote tone={tone} title={title} />;
  }
  if (settled.kind !== 'failed') return null;
  return (
    <StateNote tone="failed" title={failedTitle}>
      <p>{whyFailed(settled.failure)}</p>
      <div className="buttons">
        <ActionButton look="quiet" isBusy={state.kind === 'running'} onPress={() => void refresh()}>
          {text.tryAgain}
        </ActionButton>
      </div>
      <FailureFacts failure={settled.failure} />
    </StateNote>
  );
}
