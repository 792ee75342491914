'use client';
import type { EntryView } from '@holdfast/core';
import { useState, type ReactElement } from 'react';
import type { Chapter, Story } from '../../../contract/story.ts';
import { focusPage } from '../../frame/dom-page-focus.ts';
import { wishDraft } from '../../tales/kept-wishes.ts';
import { useText } from '../../words/use-text.ts';
import { BeforeWords } from './before-words.tsx';
import { chapterConflictOf } from './chapter-conflict-of.ts';
import { AskForm, BranchPicker, ChapterConflict, WriteForm } from './parts.tsx';
import { ChapterHead } from './chapter-head.tsx';
import { ChapterWaits } from './chapter-waits.tsx';
import { KeptText } from './kept-text.tsx';
import { TakeActs } from './take-acts.tsx';
import { TakeNote } from './take-note.tsx';
import { TakesStrip } from './takes-strip.tsx';
import { TellingText } from './telling-text.tsx';
import { useChapter } from './use-chapter.ts';
import { words } from './words.ts';

interface ChapterSectionProps {
  readonly story: Story;
  readonly chapter: Chapter;
  readonly number: number;
  readonly isLast: boolean;
  /** The waiting changes of this chapter. */
  readonly entries: readonly EntryView[];
}

/** What the writer is doing with the text besides reading it. */
type Doing =
  | { readonly kind: 'reading' }
  | { readonly kind: 'writing'; readonly text: string; readonly parentId: string | null }
  | { readonly kind: 'branching' }
  | { readonly kind: 'asking' };

const READING: Doing = { kind: 'reading' };

/** One chapter: its text in the column, and its states beside the paragraph that they concern. */
export function ChapterSection(props: ChapterSectionProps): ReactElement {
  const { story, chapter, number, isLast, entries } = props;
  const text = useText(words);
  const used = useChapter(story, chapter);
  const { shown, telling, takes } = used;
  const [doing, setDoing] = useState<Doing>(READING);
  const name = chapter.title === '' ? text.chapter(number) : chapter.title;
  const blocked = entries.find((entry) => chapterConflictOf(entry));
  const conflict = blocked && chapterConflictOf(blocked);
  const isTorn = shown?.state === 'interrupted' || shown?.state === 'stopped';
  const read = (): void => {
    setDoing(READING);
    focusPage();
  };
  const write = (begin: string): void =>
    setDoing({ kind: 'writing', text: begin, parentId: shown?.id ?? null });
  const ask = (wish: string, isMain: boolean): ReactElement => (
    <AskForm
      key={chapter.id}
      draft={wishDraft(chapter.id)}
      label={text.wish}
      press={shown ? text.tellAgainPriced : text.tellChapter}
      {...{ wish, length: story.length, isMain }}
      onAsk={(prompt) => {
        used.tell(prompt);
        setDoing(READING);
      }}
    />
  );
  return (
    <section className="spread chapter" aria-label={name}>
      <ChapterHead {...{ number, chapter, name }} onRename={used.rename} />
      {doing.kind === 'writing' ? (
        <div className="take-text">
          <WriteForm
            {...{ storyId: story.id, chapter, parentId: doing.parentId, text: doing.text }}
            onDone={read}
          />
        </div>
      ) : conflict ? (
        <div className="take-conflict">
          <ChapterConflict {...{ entry: blocked, mine: conflict, name, chapter }} />
        </div>
      ) : telling ? (
        <>
          <TellingText
            key={telling.takeId}
            {...{ tell: telling, chapter, name, meanwhile: shown }}
            onWrite={write}
          />
          <div className="take-text">
            <BeforeWords tell={telling}>{ask(telling.prompt, true)}</BeforeWords>
          </div>
        </>
      ) : shown && doing.kind === 'branching' ? (
        <BranchPicker
          text={shown.text}
          onClose={read}
          onBranch={(kept) => {
            used.branch(shown, kept);
            read();
          }}
        />
      ) : shown ? (
        <>
          <div className="take-text">
            <KeptText text={shown.text} isTorn={isTorn} />
          </div>
          <div className="aside take-margin">
            <ChapterWaits {...{ entries, name }} />
            <TakeNote
              {...{ take: shown, length: story.length, isMain: isLast }}
              onContinue={() => used.tell(shown.prompt, shown.id)}
              onRetry={() =>
                used.tell(shown.prompt, shown.origin === 'continued' ? shown.parentId : null)
              }
              onWrite={() => write(shown.text)}
            />
          </div>
          <div className="take-foot">
            <TakeActs
              take={shown}
              onContinue={
                shown.origin === 'branched' ? () => used.tell(shown.prompt, shown.id) : undefined
              }
              length={story.length}
              onAgain={() => setDoing(doing.kind === 'asking' ? READING : { kind: 'asking' })}
              isAsking={doing.kind === 'asking'}
              onEdit={() => write(shown.text)}
              onBranch={() => setDoing({ kind: 'branching' })}
            />
            {doing.kind === 'asking' && ask(shown.prompt, false)}
            <TakesStrip {...{ takes, shown }} onChoose={used.choose} />
          </div>
        </>
      ) : (
        <>
          <div className="take-text">{ask('', isLast)}</div>
          <div className="aside take-margin">
            <ChapterWaits {...{ entries, name }} />
          </div>
        </>
      )}
    </section>
  );
}
