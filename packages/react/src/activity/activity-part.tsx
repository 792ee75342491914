'use client';
import { activityWords } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';
import { useId, useState, type ReactElement } from 'react';
import { Button } from '../look/button.tsx';
import { useWords } from '../words/use-words.ts';

/** A part shows this many lines at first. */
const FIRST = 20;

interface ActivityPartProps {
  readonly title: string;
  readonly nothing: string;
  readonly children: readonly ReactElement[];
}

/** One part of the list. A long one shows its first lines, and the rest when the user asks. */
export function ActivityPart({ title, nothing, children }: ActivityPartProps): ReactElement {
  const headingId = useId();
  const { showAll } = useWords('activity', activityWords);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? children : children.slice(0, FIRST);
  return (
    <section className="hf-part" aria-labelledby={headingId}>
      <h2 id={headingId} tabIndex={-1}>
        {title}
      </h2>
      {children.length === 0 ? <p className="hf-nothing">{nothing}</p> : <ul>{shown}</ul>}
      {shown.length < children.length && (
        <Button look="quiet" onPress={() => setWhole(true)}>
          {fillWords(showAll, { count: String(children.length) })}
        </Button>
      )}
    </section>
  );
}
