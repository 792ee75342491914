'use client';
import { uuidV7 } from '@holdfast/core/parts';
import { useHoldfast, useObservable, useOutbox, useWrite } from '@holdfast/react';
import { use, type ReactElement } from 'react';
import { useParams } from 'wouter';
import { saveChapter } from '../../../contract/story-operations.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { chapterView } from '../../tales/chapter-view.ts';
import { useTale } from '../../tales/use-tales.ts';
import { LanguageContext } from '../../words/language-context.ts';
import { useText } from '../../words/use-text.ts';
import { ChapterSection } from './chapter-section.tsx';
import { isAboutChapter } from './about-chapter.ts';
import { AskForm } from './parts.tsx';
import './stories.css';
import { StoryHead } from './story-head.tsx';
import { StoryMissing } from './story-missing.tsx';
import { useOneAtATime } from './use-one-at-a-time.ts';
import { words } from './words.ts';

export default function StoryPage(): ReactElement {
  const { id = '' } = useParams();
  const text = useText(words);
  const language = use(LanguageContext);
  const { platform } = useHoldfast();
  const { tales } = useFireside();
  const { state, story, refresh } = useTale(id);
  const asked = useObservable(tales.asked);
  const { items: entries } = useOutbox(({ lane }) => lane === `story:${id}`);
  const { run: runChapter } = useWrite(saveChapter);
  const oneAtATime = useOneAtATime();
  if (!story) return <StoryMissing state={state} refresh={refresh} />;

  const { chapters, length } = story;
  const last = chapters.at(-1);
  const view = last && chapterView(story, last, asked);
  const isRestful = view?.shown !== undefined && view.telling === undefined;
  const isBroken = view?.shown?.state === 'interrupted' || view?.shown?.state === 'stopped';
  const tellNext = (prompt: string): void =>
    oneAtATime(() => {
      const chapterId = uuidV7(platform);
      const saved = runChapter({ storyId: id, id: chapterId, title: '' });
      const names = { storyId: id, chapterId, takeId: uuidV7(platform) };
      tales.ask({ ...names, continues: null, prompt, length, language });
      return saved;
    });
  return (
    <article className="page story-page">
      <StoryHead {...{ story, state, refresh, entries }} />
      {chapters.map((chapter, index) => (
        <ChapterSection
          key={chapter.id}
          {...{ story, chapter, number: index + 1, isLast: chapter === last }}
          entries={entries.filter((entry) => isAboutChapter(entry, chapter.id))}
        />
      ))}
      {(isRestful || chapters.length === 0) && (
        <section className="spread next-chapter" aria-label={text.chapter(chapters.length + 1)}>
          <div className="take-text">
            <AskForm
              key={`next ${chapters.length}`}
              draft={`wish:next:${id}`}
              label={chapters.length === 0 ? text.wish : text.wishNext}
              length={length}
              press={chapters.length === 0 ? text.tellFirst : text.tellNext}
              isMain={!isBroken}
              empties
              onAsk={tellNext}
            />
          </div>
        </section>
      )}
    </article>
  );
}
