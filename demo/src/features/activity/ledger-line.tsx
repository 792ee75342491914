import type { EntryView } from '@holdfast/core';
import { useConnectivity, useEntries } from '@holdfast/react';
import type { ReactElement } from 'react';
import type { Character } from '../../../contract/character.ts';
import { conflictOf } from '../../entries/conflict-of.ts';
import { entrySubject } from '../../entries/entry-subject.ts';
import { FailureFacts } from '../../entries/failure-facts.tsx';
import { isStuck } from '../../entries/is-stuck.ts';
import { RemedyButtons } from '../../entries/remedy-buttons.tsx';
import { useStandingOf } from '../../entries/use-standing-of.ts';
import { VersionChoice } from '../../entries/version-choice.tsx';
import { Glyph } from '../../look/glyph.tsx';
import { ageInWords } from '../../words/age.ts';
import { waitingWords } from './waiting-words.ts';

interface LedgerLineProps {
  readonly entry: EntryView;
  readonly characters: readonly Character[];
  readonly now: number;
}

/** One entry as a sentence: "Mara, waiting for connection, written 4 min ago". */
export function LedgerLine({ entry, characters, now }: LedgerLineProps): ReactElement {
  const connectivity = useConnectivity();
  const { tone, text, remedies, failure } = useStandingOf()(entry);
  const words = waitingWords(entry, connectivity, isStuck(entry, useEntries()));
  const subject = entrySubject(entry, characters);
  const mine = conflictOf(entry);
  if (mine) {
    return (
      <li className="ledger-line">
        <VersionChoice entry={entry} mine={mine} />
      </li>
    );
  }
  return (
    <li className="state ledger-line" data-tone={tone}>
      <Glyph tone={tone} />
      <div>
        <p className="sentence">
          <span className="subject">{subject}</span>, {words}, written{' '}
          {ageInWords(now - entry.createdAt)} ago
        </p>
        {tone !== 'recovering' && <p>{text}</p>}
        {remedies.length > 0 && (
          <RemedyButtons entry={entry} subject={subject} remedies={remedies} />
        )}
        {failure && <FailureFacts failure={failure} />}
      </div>
    </li>
  );
}
