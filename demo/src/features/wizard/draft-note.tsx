import { describeDraft } from '@holdfast/forms';
import { useNow } from '@holdfast/react';
import type { ReactElement } from 'react';
import { DraftTrouble } from '../../drafts/draft-trouble.tsx';
import { differences } from '../../entries/differences.ts';
import { StateNote } from '../../look/state-note.tsx';
import { allTraits, type SheetValues } from './sheet-values.ts';
import type { SheetForm } from './use-sheet-form.ts';

/** Where the unfinished sheet is kept, always in sight. */
export function DraftNote({ form }: { readonly form: SheetForm }): ReactElement {
  const { draft, savedAs } = form;
  const now = useNow();
  switch (draft.kind) {
    case 'none':
    case 'saving':
      return <p className="muted">{describeDraft(draft, now)}</p>;
    case 'saved':
    case 'restored':
      return (
        <StateNote tone="live" title={describeDraft({ ...draft, kind: 'saved' }, now)}>
          {savedAs !== undefined && <p>{savedAs} is saved without what you typed since.</p>}
        </StateNote>
      );
    default:
      return (
        <DraftTrouble
          draft={draft}
          values={form.getValues}
          asText={(theirs) => otherSheet(form.getValues(), theirs)}
        />
      );
  }
}

/** The parts in which the other sheet differs. */
function otherSheet(mine: SheetValues, theirs: SheetValues): string {
  const parts = differences(withNextTrait(mine), withNextTrait(theirs));
  return parts.map(({ label, other }) => `${label}: ${other || 'nothing'}`).join('\n');
}

const withNextTrait = (sheet: SheetValues): SheetValues => ({ ...sheet, traits: allTraits(sheet) });
