import type { EntryView } from '@holdfast/core';
import { useRead } from '@holdfast/react';
import { useState, type ReactElement } from 'react';
import type { CharacterSave } from '../../contract/character.ts';
import { readCharacter } from '../../contract/operations.ts';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';
import { reasonOf } from '../words/failure-words.ts';
import { DiscardQuestion } from './discard-question.tsx';
import { differences } from './differences.ts';
import { useVersionChoice } from './use-version-choice.ts';
import { TwoVersions } from './two-versions.tsx';

interface VersionChoiceProps {
  readonly entry: EntryView;
  /** The save that waits, because another version was saved first. */
  readonly mine: CharacterSave;
}

/** Both versions of a character side by side. The writer chooses; the app does not. */
export function VersionChoice({ entry, mine }: VersionChoiceProps): ReactElement {
  const { state, refresh } = useRead(readCharacter, { id: mine.id });
  const choice = useVersionChoice(entry, mine);
  const [isAsking, setAsking] = useState(false);
  const other = state.value;
  const isGone = state.kind === 'failed' && state.failure.code === 'CHARACTER_UNKNOWN';
  const isKnown = other !== undefined || isGone;
  const { isBusy } = choice;
  return (
    <StateNote tone="blocked" title={`There are two versions of ${mine.name}`}>
      <p>
        {isGone
          ? 'The other version was thrown away meanwhile.'
          : 'It was changed in another tab or on another device. Which one do you want to keep?'}
      </p>
      {other && <TwoVersions parts={differences(mine, other)} />}
      {!isKnown && state.kind !== 'failed' && <p>Getting the other version…</p>}
      {!isKnown && state.kind === 'failed' && (
        <p>The other version cannot be shown now. {reasonOf(state.failure)}</p>
      )}
      {choice.failure && <p role="alert">Nothing was changed. {reasonOf(choice.failure)}</p>}
      {isAsking ? (
        <DiscardQuestion
          onDiscard={() => void choice.keepOther()}
          onKeep={() => setAsking(false)}
        />
      ) : (
        <div className="buttons">
          {isKnown && (
            <ActionButton isBusy={isBusy} onPress={() => void choice.keepMine(other)}>
              Keep mine
            </ActionButton>
          )}
          {isKnown && (
            <ActionButton isBusy={isBusy} onPress={() => setAsking(true)}>
              {isGone ? 'Discard mine' : 'Keep the other'}
            </ActionButton>
          )}
          {!isGone && (
            <ActionButton isBusy={isBusy} onPress={() => void choice.keepBoth()}>
              Keep both
            </ActionButton>
          )}
          {!isKnown && state.kind === 'failed' && (
            <ActionButton look="quiet" onPress={() => void refresh()}>
              Try again
            </ActionButton>
          )}
        </div>
      )}
    </StateNote>
  );
}
