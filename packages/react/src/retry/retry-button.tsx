'use client';
import { retryWords } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { Button } from '../look/button.tsx';
import { classNames } from '../look/class-names.ts';
import { durationInWords } from '../words/duration-in-words.ts';
import { useLocale, useWords } from '../words/use-words.ts';
import { useRetryCountdown } from '../clock/use-retry-countdown.ts';

export interface RetryButtonProps {
  /** The button is busy until the promise settles. The app shows how it ended. */
  readonly onRetry: () => unknown;
  /** When the app itself tries again, in wall-clock milliseconds. The user may be faster. @default not known */
  readonly retriesAt?: number | undefined;
  /** The server asked for a pause until this time; the button waits for it. @default no pause */
  readonly notBefore?: number | undefined;
  /** Which attempt is under way or comes next, counted from 1, and how many there are. @default not shown */
  readonly attempt?: number | undefined;
  readonly attempts?: number | undefined;
  /** Whether an attempt is under way. @default false */
  readonly isBusy?: boolean;
  /** @default "Try again" */
  readonly children?: ReactNode;
  readonly className?: string;
}

/**
 * A button for another attempt, with the time until the next one. It keeps the focus while it is busy or has to wait.
 * Assistive technology reads the countdown with the button, and is not interrupted by it.
 */
export function RetryButton(props: RetryButtonProps): ReactElement {
  const { onRetry, retriesAt, notBefore, attempt, attempts, children, className } = props;
  const [isTrying, setTrying] = useState(false);
  const pauseMs = 1000 * useRetryCountdown(notBefore);
  const soonMs = 1000 * useRetryCountdown(retriesAt);
  const words = useWords('retry', retryWords);
  const locale = useLocale();
  const detailId = useId();
  const isBusy = props.isBusy === true || isTrying;
  const time = (ms: number): Readonly<Record<'time', string>> => ({
    time: durationInWords(ms, locale),
  });
  const wait = isBusy
    ? words.busy
    : pauseMs > 0
      ? fillWords(words.wait, time(pauseMs))
      : soonMs > 0
        ? fillWords(words.soon, time(soonMs))
        : '';
  const count =
    attempt !== undefined && attempts !== undefined
      ? fillWords(words.attempt, { attempt: `${attempt}`, attempts: `${attempts}` })
      : '';
  const detail = [count, wait].filter(Boolean).join(' · ');
  const retry = (): void => {
    const settle = (): void => setTrying(false);
    setTrying(true);
    new Promise((resolve) => resolve(onRetry())).then(settle, settle);
  };
  return (
    <span className={classNames('hf-retry', className)}>
      <Button
        isBusy={isBusy || pauseMs > 0}
        describedBy={detail === '' ? undefined : detailId}
        onPress={retry}
      >
        {children ?? words.again}
      </Button>
      <span id={detailId} className="hf-retry-detail" aria-hidden="true">
        {detail}
      </span>
    </span>
  );
}
