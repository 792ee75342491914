import type { ReactElement } from 'react';
import { StateNote } from '../../look/state-note.tsx';
import { reasonOf } from '../../words/failure-words.ts';
import type { Leaving } from './use-sign-out.ts';

/** Why the way out is not open yet. Always mounted, so that it is read when it fills. */
export function SignOutTrouble({ leaving }: { readonly leaving: Leaving }): ReactElement {
  return (
    <div role="alert">
      {leaving.kind === 'unsent' && (
        <StateNote tone="offline" title="Not everything could be sent">
          <p>
            {leaving.count === 1 ? 'One change is' : `${leaving.count} changes are`} still here,
            safe on this device.
          </p>
        </StateNote>
      )}
      {leaving.kind === 'under-way' && (
        <StateNote tone="recovering" title="Something is on its way">
          <p>It is being sent now, so it may have arrived. Choose again in a moment.</p>
        </StateNote>
      )}
      {leaving.kind === 'stuck' && (
        <StateNote tone="failed" title="You are still signed in">
          <p>{reasonOf(leaving.failure)} Signing out needs Fireside to answer.</p>
        </StateNote>
      )}
    </div>
  );
}
