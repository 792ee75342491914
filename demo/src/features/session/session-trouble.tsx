'use client';
import { useObservable } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useFireside } from '../../fireside/fireside-context.ts';
import { StateNote } from '../../look/state-note.tsx';
import { whyOf } from '../../words/failure-words.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/**
 * Why a user who may be signed in sees the sign-in. Of a line that is cut the banner of the page tells.
 */
export function SessionTrouble(): ReactElement {
  const text = useText(words);
  const trouble = useObservable(useFireside().account.trouble);
  return (
    <output className="trouble">
      {trouble && trouble.family !== 'network' && (
        <StateNote tone="recovering" title={text.unknown}>
          <p>
            {whyOf(trouble)} {text.asksAgain}
          </p>
        </StateNote>
      )}
    </output>
  );
}
