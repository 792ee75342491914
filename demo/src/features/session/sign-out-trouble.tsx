'use client';
import type { Failure } from '@holdfast/core';
import type { ReactElement } from 'react';
import { FailureFacts } from '../../entries/failure-facts.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { reasonOf } from '../../words/failure-words.ts';
import { useText } from '../../words/use-text.ts';
import { signOutWords } from './sign-out-words.ts';
import type { Leaving } from './use-sign-out.ts';

interface SignOutTroubleProps {
  readonly leaving: Leaving;
  /** Why unsent work could not be counted. */
  readonly uncounted?: Failure | undefined;
}

/** Says why the writer cannot sign out yet, or not without a risk. It is always mounted, so that a screen reader announces its text. */
export function SignOutTrouble({ leaving, uncounted }: SignOutTroubleProps): ReactElement {
  const text = useText(signOutWords);
  // The words for storage speak of keeping. Only a browser that keeps nothing has words that fit here too.
  const isUnread = uncounted?.family === 'storage' && uncounted.code !== 'STORAGE_UNAVAILABLE';
  return (
    <div role="alert">
      {uncounted && (
        <StateNote tone="failed" title={text.uncounted}>
          <p>
            {isUnread ? text.unread : reasonOf(uncounted)} {text.uncountedText}
          </p>
          <FailureFacts failure={uncounted} />
        </StateNote>
      )}
      {leaving.kind === 'unsent' && (
        <StateNote tone="offline" title={text.notAllSent}>
          <p>{text.stillHere(leaving.count)}</p>
        </StateNote>
      )}
      {leaving.kind === 'under-way' && (
        <StateNote tone="recovering" title={text.underWay}>
          <p>{text.underWayText}</p>
        </StateNote>
      )}
      {leaving.kind === 'not-counting' && (
        <StateNote tone="failed" title={text.stuck}>
          <p>
            {reasonOf(leaving.failure)} {text.notCounting}
          </p>
        </StateNote>
      )}
      {leaving.kind === 'stuck' && (
        <StateNote tone="failed" title={text.stuck}>
          <p>
            {reasonOf(leaving.failure)} {text.stuckText}
          </p>
        </StateNote>
      )}
    </div>
  );
}
