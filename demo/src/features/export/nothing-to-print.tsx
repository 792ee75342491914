'use client';
import type { OperationState } from '@holdfast/core';
import { StatusLine } from '@holdfast/react';
import type { ReactElement } from 'react';
import { PageHeading } from '../../frame/page-heading.tsx';
import { Link } from '../../router/link.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface NothingToPrintProps {
  readonly state: OperationState;
  readonly back: string;
}

/** Stands in place of a manuscript that is not known yet, or that does not exist. */
export function NothingToPrint({ state, back }: NothingToPrintProps): ReactElement {
  const text = useText(words);
  const isOpening = state.kind === 'idle' || state.kind === 'running';
  if (isOpening) return <PageHeading title={text.opening} />;
  return (
    <div className="stack">
      <PageHeading title={text.missing} />
      {state.kind === 'failed' && <StatusLine state={state} />}
      <p>
        {text.missingWhy}{' '}
        <Link className="lone-link" to={back}>
          {text.back}
        </Link>
      </p>
    </div>
  );
}
