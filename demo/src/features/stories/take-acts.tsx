'use client';
import type { ReactElement } from 'react';
import type { StoryDraft, Take } from '../../../contract/story.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { useMoney } from '../../words/use-money.ts';
import { useText } from '../../words/use-text.ts';
import { priceOf } from './price.ts';
import { words } from './words.ts';

interface TakeActsProps {
  readonly take: Take;
  readonly length: StoryDraft['length'];
  /** Goes on from a branch; absent for a take that has its end. */
  readonly onContinue: (() => void) | undefined;
  readonly isAsking: boolean;
  readonly onAgain: () => void;
  readonly onEdit: () => void;
  readonly onBranch: () => void;
}

/** What the writer can do with a take, in plain words under it. */
export function TakeActs(props: TakeActsProps): ReactElement {
  const { take, length, onContinue, isAsking, onAgain, onEdit, onBranch } = props;
  const text = useText(words);
  const money = useMoney();
  const isBroken = take.state === 'interrupted' || take.state === 'stopped';
  return (
    <div className="buttons take-acts">
      {onContinue && (
        <ActionButton look="quiet" onPress={onContinue}>
          {text.continuePriced(money(priceOf(length)))}
        </ActionButton>
      )}
      {!isBroken && (
        <>
          <ActionButton look="quiet" onPress={onEdit}>
            {text.edit}
          </ActionButton>
          <ActionButton look="quiet" onPress={onAgain}>
            {isAsking ? text.cancel : text.tellAgain}
          </ActionButton>
        </>
      )}
      <ActionButton look="quiet" onPress={onBranch}>
        {text.branch}
      </ActionButton>
    </div>
  );
}
