'use client';
import type { ReactElement } from 'react';
import { StateNote } from '../../look/state-note.tsx';
import { reasonOf } from '../../words/failure-words.ts';
import { useText } from '../../words/use-text.ts';
import { signOutWords } from './sign-out-words.ts';
import type { Leaving } from './use-sign-out.ts';

/** Says why the writer cannot sign out yet. It is always mounted, so that a screen reader announces its text. */
export function SignOutTrouble({ leaving }: { readonly leaving: Leaving }): ReactElement {
  const text = useText(signOutWords);
  return (
    <div role="alert">
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
