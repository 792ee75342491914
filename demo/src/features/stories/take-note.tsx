'use client';
import type { ReactElement } from 'react';
import { wordCount } from '../../../contract/word-count.ts';
import type { StoryDraft, Take } from '../../../contract/story.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { useCount } from '../../words/use-count.ts';
import { useMoney } from '../../words/use-money.ts';
import { useText } from '../../words/use-text.ts';
import { BudgetLine } from './budget-line.tsx';
import { priceOf } from './price.ts';
import { words } from './words.ts';

interface TakeNoteProps {
  readonly take: Take;
  readonly length: StoryDraft['length'];
  readonly isMain: boolean;
  readonly onContinue: () => void;
  readonly onRetry: () => void;
  readonly onWrite: () => void;
}

/** Beside the last paragraph of a take that broke off: how much is kept, and the three ways on. */
export function TakeNote(props: TakeNoteProps): ReactElement | null {
  const { take, length, isMain, onContinue, onRetry, onWrite } = props;
  const text = useText(words);
  const count = useCount();
  const money = useMoney();
  if (take.state !== 'interrupted' && take.state !== 'stopped') return null;
  const told = wordCount(take.text);
  const price = priceOf(length);
  const isStopped = take.state === 'stopped';
  return (
    <StateNote
      tone={isStopped ? 'stale' : 'failed'}
      title={text.stoppedHere(text.words(told, count(told)))}
    >
      <p>{isStopped ? text.stoppedWhy : text.interruptedWhy}</p>
      <div className="buttons">
        <ActionButton look={isMain ? 'primary' : 'plain'} onPress={onContinue}>
          {text.continuePriced(money(price))}
        </ActionButton>
        <ActionButton look="quiet" onPress={onRetry}>
          {text.retryPriced(money(price))}
        </ActionButton>
        <ActionButton look="quiet" onPress={onWrite}>
          {text.writeMyself}
        </ActionButton>
      </div>
      <p>
        <BudgetLine price={price} />
      </p>
    </StateNote>
  );
}
