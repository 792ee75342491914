'use client';
import type { Failure } from '@holdfast/core';
import { useEffect, type ReactElement } from 'react';
import { useAnnounce } from '@holdfast/react';
import type { TellTake } from '../../../contract/story.ts';
import { FailureFacts } from '../../entries/failure-facts.tsx';
import { useFireside } from '../../fireside/fireside-context.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { usePreferences } from '../../preferences/use-preferences.ts';
import { useSpending } from '../../spending/use-spending.ts';
import { reasonOf, whyOf } from '../../words/failure-words.ts';
import { useAge } from '../../words/use-age.ts';
import { useMoney } from '../../words/use-money.ts';
import { useSeconds } from '../../words/use-seconds.ts';
import { useText } from '../../words/use-text.ts';
import { focusWish } from './dom-focus-wish.ts';
import { priceOf } from './price.ts';
import { useRetry } from './use-retry.ts';
import { words } from './words.ts';

interface RefusedNoteProps {
  readonly failure: Failure;
  readonly tell: TellTake;
  readonly again: () => void;
  readonly onWrite: () => void;
}

/**
 * Says why a generation did not begin, that it cost nothing, and what the writer can do. The wish stays in its
 * field.
 */
export default function RefusedNote({
  failure,
  tell,
  again,
  onWrite,
}: RefusedNoteProps): ReactElement {
  const text = useText(words);
  const age = useAge();
  const inSeconds = useSeconds();
  const announce = useAnnounce();
  const { tales } = useFireside();
  const { retry } = usePreferences();
  const money = useMoney();
  const { spending, restMicros = 0 } = useSpending();
  const { seconds, isAutomatic } = useRetry(failure, retry === 'automatic', again);
  const isRefusedPrompt = failure.family === 'generator' || failure.family === 'validation';
  const isOutOfBudget = failure.family === 'budget';
  const isPause = failure.family === 'rate-limit' || failure.retryAfterMs !== undefined;
  const title = isOutOfBudget
    ? text.notTold
    : failure.code === 'GENERATOR_BUSY'
      ? text.busy
      : failure.retry === 'never' && isRefusedPrompt
        ? text.refused
        : text.notTold;
  const when = spending && age(spending.renewsAt);
  const isShort = isOutOfBudget && when !== undefined && restMicros < priceOf(tell.length);
  const short = restMicros === 0 ? text.usedUp : text.notEnough.bind(undefined, money(restMicros));
  const next = isAutomatic ? text.triesAgainIn : text.tryAgainIn;
  // A countdown says when, so the reason does not.
  const why = seconds > 0 ? whyOf(failure) : reasonOf(failure);
  const reason = isShort ? short(when) : why;
  const pause = seconds > 0 ? next(inSeconds(seconds)) : '';
  useEffect(() => {
    announce(`${title}. ${reason} ${pause}`.trim());
    // The countdown ticks on the screen only.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [failure]);
  const change = (): void => {
    tales.takeBack(tell.takeId);
    focusWish();
  };
  return (
    <StateNote tone={isPause ? 'queued' : 'failed'} title={title}>
      <p>
        {reason} {failure.effect === 'none' && text.nothingSpent}
      </p>
      {pause !== '' && <p>{pause}</p>}
      {failure.retry === 'never' && isRefusedPrompt && <p>{text.refusedWay}</p>}
      <div className="buttons">
        {failure.retry !== 'never' && (
          <ActionButton look="quiet" isBusy={seconds > 0 && !isAutomatic} onPress={again}>
            {isAutomatic && seconds > 0 ? text.tryNow : text.tryAgain}
          </ActionButton>
        )}
        <ActionButton look="quiet" onPress={change}>
          {failure.retry === 'never' ? text.changeWish : text.dontWait}
        </ActionButton>
        <ActionButton look="quiet" onPress={onWrite}>
          {text.writeMyself}
        </ActionButton>
      </div>
      {failure.severity === 'critical' && <FailureFacts failure={failure} />}
    </StateNote>
  );
}
