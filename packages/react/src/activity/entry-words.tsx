'use client';
import type { Failure } from '@holdfast/core';
import { activityWords, reasonWords } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';
import type { ReactElement } from 'react';
import { useAnnounced } from '../announcer/use-announced.ts';
import { ageInWords } from '../status/age-in-words.ts';
import { relativeAge } from '../status/relative-age.ts';
import { useNow } from '../clock/use-now.ts';
import { useFailureText, useLocale, useWords } from '../words/use-words.ts';
import type { EntryLine } from './entry-line.ts';
import type { LineActions } from './line-actions.ts';

interface EntryWordsProps {
  readonly line: EntryLine;
  readonly actions: Pick<LineActions, 'subjectOf' | 'renderSubject' | 'whyOf'>;
  readonly trouble: Failure | 'too-late' | undefined;
  readonly isDiscarded: boolean;
}

/** One entry as a sentence, with the reason for its state. */
export function EntryWords({ line, actions, trouble, isDiscarded }: EntryWordsProps): ReactElement {
  const { entry, word, head } = line;
  const { state } = entry;
  const { subjectOf, renderSubject, whyOf } = actions;
  const words = useWords('activity', activityWords);
  const reasons = useWords('reasons', reasonWords);
  const text = useFailureText();
  const locale = useLocale();
  const now = useNow();
  const due = 'dueAt' in state ? relativeAge(Math.max(state.dueAt, now), now, locale) : '';
  const age = ageInWords(entry.createdAt, now, locale);
  const failed = 'failure' in state && state.failure ? text(state.failure) : '';
  const why =
    whyOf?.(entry) ??
    (word === 'stateUnkept'
      ? words.unkept
      : state.kind === 'blocked'
        ? reasons[state.reason]
        : state.kind === 'dead'
          ? fillWords(words.dead, { failure: failed })
          : failed);
  const [before, after] = words.behind.split('{head}');
  const troubled =
    trouble === undefined
      ? ''
      : trouble === 'too-late'
        ? words.tooLate
        : fillWords(words.failed, { failure: text(trouble) });
  useAnnounced(troubled, troubled, 'assertive');
  return (
    <>
      <p>
        <bdi className="hf-subject">{renderSubject?.(entry) ?? subjectOf(entry)}</bdi>,{' '}
        {isDiscarded
          ? words.discarded
          : fillWords(words.line, { state: fillWords(words[word], { due }), age })}
      </p>
      {!isDiscarded && why && <p>{why}</p>}
      {!isDiscarded && head && (
        <p>
          {before}
          <bdi>{renderSubject?.(head) ?? subjectOf(head)}</bdi>
          {after}
        </p>
      )}
      {troubled && <p className="hf-trouble">{troubled}</p>}
    </>
  );
}
