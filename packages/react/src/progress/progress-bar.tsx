'use client';
import { progressWords, type Messages } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';
import { useEffect, useId, useRef, type ReactElement } from 'react';
import { useAnnounced } from '../announcer/use-announced.ts';
import { useAnnounce } from '../announcer/use-announcements.ts';
import { classNames } from '../look/class-names.ts';
import { useHoldfast } from '../use-holdfast.ts';
import { durationInWords } from '../words/duration-in-words.ts';
import { useLocale, useWords } from '../words/use-words.ts';
import { roughly, type Estimate, type WorkFacts } from './estimate.ts';
import { useEstimate } from './use-estimate.ts';

export interface ProgressBarProps extends WorkFacts {
  /** The name of the work, in words for the user. */
  readonly label: string;
  readonly className?: string;
}

const SPOKEN_AFTER_MS = 1000;

/**
 * Shows work that is under way, and how long it still takes as far as that is known. A screen reader announces it
 * once, after a second, and once more when it takes longer than usual.
 */
export function ProgressBar(props: ProgressBarProps): ReactElement {
  const { label, className, ...work } = props;
  const known = useEstimate(work);
  const words = useWords('progress', progressWords);
  const text = textOf(known, work, words, useLocale());
  const announce = useAnnounce();
  const { platform } = useHoldfast();
  const labelId = useId();
  const told = useRef<string>(undefined);
  useEffect(() => {
    if (told.current === label) return undefined;
    return platform.schedule(SPOKEN_AFTER_MS, () => {
      told.current = label;
      announce(label);
    });
  }, [announce, label, platform]);
  useAnnounced(known.isLate ? 'late' : '', known.isLate ? `${label}: ${words.longer}` : '');
  return (
    <div className={classNames('hf-progress', className)}>
      <p id={labelId} dir="auto">
        {label}
      </p>
      <progress
        aria-labelledby={labelId}
        max={1}
        {...(known.ratio !== undefined && { value: known.ratio })}
      />
      <p className="hf-progress-left hf-one-line">{text}</p>
    </div>
  );
}

function textOf(
  { ratio, leftMs, isLate }: Estimate,
  { usualMs }: WorkFacts,
  words: Messages['progress'],
  locale: string,
): string {
  if (ratio === 1) return words.done;
  if (ratio === undefined) {
    if (isLate) return words.longer;
    if (usualMs === undefined) return '';
    return fillWords(words.usual, { time: durationInWords(roughly(usualMs), locale) });
  }
  const percent = ratio.toLocaleString(locale, { style: 'percent' });
  if (leftMs === undefined) return isLate ? `${percent} · ${words.longer}` : percent;
  const left =
    leftMs < 3000
      ? words.soon
      : fillWords(words.left, { time: durationInWords(roughly(leftMs), locale) });
  return [percent, left, isLate && words.longer].filter(Boolean).join(' · ');
}
