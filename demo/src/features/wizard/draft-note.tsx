'use client';
import { describeDraft } from '@holdfast/forms';
import { useNow, useObservable } from '@holdfast/react';
import type { ReactElement } from 'react';
import { DraftTrouble } from '../../drafts/draft-trouble.tsx';
import { differences } from '../../entries/differences.ts';
import { StateNote } from '../../look/state-note.tsx';
import { pageWords } from '../../words/page-words.ts';
import { useText } from '../../words/use-text.ts';
import { allTraits, type SheetValues } from './sheet-values.ts';
import type { SheetForm } from './use-sheet-form.ts';
import { words } from './words.ts';

/** Where the unfinished sheet is kept, always in sight. */
export function DraftNote({ form }: { readonly form: SheetForm }): ReactElement {
  const text = useText(words);
  const { messages } = useObservable(pageWords);
  const { savedAs } = form;
  const draft = useObservable(form.draft);
  const now = useNow();
  switch (draft.kind) {
    case 'none':
    case 'saving':
      return <p className="muted">{describeDraft(draft, now, messages)}</p>;
    case 'saved':
    case 'restored':
      return (
        <StateNote tone="live" title={describeDraft({ ...draft, kind: 'saved' }, now, messages)}>
          {savedAs !== undefined && <p>{text.savedBehind(savedAs)}</p>}
        </StateNote>
      );
    default:
      return (
        <DraftTrouble
          draft={form.draft}
          values={form.getValues}
          asText={(theirs) => otherSheet(form.getValues(), theirs, text.nothing)}
        />
      );
  }
}

/** The parts in which the other sheet differs. */
function otherSheet(mine: SheetValues, theirs: SheetValues, nothing: string): string {
  const parts = differences(withNextTrait(mine), withNextTrait(theirs));
  return parts.map((part) => `${part.label}: ${part.theirs || nothing}`).join('\n');
}

const withNextTrait = (sheet: SheetValues): SheetValues => ({ ...sheet, traits: allTraits(sheet) });
