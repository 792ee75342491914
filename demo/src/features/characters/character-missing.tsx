'use client';
import type { OperationState } from '@holdfast/core';
import type { ReactElement } from 'react';
import { PageHeading } from '../../frame/page-heading.tsx';
import { Link } from '../../router/link.tsx';
import { useText } from '../../words/use-text.ts';
import { DeletedNotes } from './deleted-notes.tsx';
import { ReadState } from '../../reads/read-state.tsx';
import { words } from './words.ts';

interface CharacterMissingProps {
  readonly state: OperationState;
  readonly refresh: () => Promise<void>;
}

/** Stands in place of a character that is not known yet, or that does not exist. */
export function CharacterMissing({ state, refresh }: CharacterMissingProps): ReactElement {
  const text = useText(words);
  const isOpening =
    state.value === undefined && (state.kind === 'idle' || state.kind === 'running');
  const isKnownMissing = state.value !== undefined;
  return (
    <div className="page">
      <div className="spread page-head">
        <div className="stack">
          <PageHeading
            title={isOpening ? text.openingOne : isKnownMissing ? text.missing : text.oneOf}
          />
          {isKnownMissing && (
            <p>
              {text.missingWhy}{' '}
              <Link className="lone-link" to="/characters">
                {text.back}
              </Link>
            </p>
          )}
        </div>
        <div className="aside stack">
          <DeletedNotes />
          <ReadState state={state} failedTitle={text.notShown} refresh={refresh} />
        </div>
      </div>
    </div>
  );
}
