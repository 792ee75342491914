import type { OperationState } from '@holdfast/core';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { PageHeading } from '../../frame/page-heading.tsx';
import { ListState } from './list-state.tsx';

interface CharacterMissingProps {
  readonly state: OperationState;
  readonly refresh: () => Promise<void>;
}

/** In place of a character that is not there: because it is not known yet, or because there is none. */
export function CharacterMissing({ state, refresh }: CharacterMissingProps): ReactElement {
  const isOpening =
    state.value === undefined && (state.kind === 'idle' || state.kind === 'running');
  const isKnownMissing = state.value !== undefined;
  return (
    <div className="page">
      <div className="spread page-head">
        <div className="stack">
          <PageHeading title={isOpening ? 'Opening…' : 'No such character here'} />
          {isKnownMissing && (
            <p>
              Nobody on your list goes by this address. <Link to="/">Back to your characters</Link>
            </p>
          )}
        </div>
        <div className="aside">
          <ListState state={state} refresh={refresh} />
        </div>
      </div>
    </div>
  );
}
