import type { EntryView } from '@holdfast/core';
import { ConflictChooser } from '@holdfast/react';
import type { ReactElement } from 'react';
import type { CharacterSave } from '../../contract/character.ts';
import { readCharacter } from '../../contract/operations.ts';
import { useReadFromNow } from '../reads/use-read-from-now.ts';
import { differences } from './differences.ts';
import { useVersionChoice } from './use-version-choice.ts';

interface VersionChoiceProps {
  readonly entry: EntryView;
  /** The save that waits, because another version was saved first. */
  readonly mine: CharacterSave;
}

/** Both versions of a character side by side. The writer chooses; the app does not. */
export function VersionChoice({ entry, mine }: VersionChoiceProps): ReactElement {
  const { state, refresh } = useReadFromNow(readCharacter, { id: mine.id });
  const other = state.value;
  const choose = useVersionChoice(entry, mine, other);
  const failure = state.kind === 'failed' ? state.failure : undefined;
  const isGone = failure?.code === 'CHARACTER_UNKNOWN';
  return (
    <ConflictChooser
      name={mine.name}
      parts={other ? differences(mine, other) : []}
      other={other ? 'known' : isGone ? 'gone' : (failure ?? 'asking')}
      mine={{ at: entry.createdAt }}
      {...(other && { theirs: { at: other.savedAt } })}
      onChoose={choose}
      onAskAgain={() => void refresh()}
    />
  );
}
