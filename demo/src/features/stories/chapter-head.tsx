'use client';
import { useId, useState, type ReactElement } from 'react';
import type { Chapter } from '../../../contract/story.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface ChapterHeadProps {
  readonly number: number;
  readonly chapter: Chapter;
  readonly name: string;
  readonly onRename: (title: string) => void;
}

export function ChapterHead({ number, chapter, name, onRename }: ChapterHeadProps): ReactElement {
  const text = useText(words);
  const id = useId();
  const [typed, setTyped] = useState<string>();
  if (typed !== undefined) {
    return (
      <form
        className="chapter-head buttons"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== chapter.title) onRename(typed.trim());
          setTyped(undefined);
        }}
      >
        <label className="unseen" htmlFor={id}>
          {text.chapterTitle}
        </label>
        <input
          id={id}
          className="input chapter-title-input"
          value={typed}
          placeholder={text.chapter(number)}
          maxLength={120}
          dir="auto"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a press made the field appear
          autoFocus
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={({ key }) => {
            if (key === 'Escape') setTyped(undefined);
          }}
        />
        <ActionButton type="submit">{text.save}</ActionButton>
        <ActionButton look="quiet" onPress={() => setTyped(undefined)}>
          {text.cancel}
        </ActionButton>
      </form>
    );
  }
  return (
    <div className="chapter-head">
      <h2 className="chapter-title" dir="auto">
        {name}
      </h2>
      <ActionButton
        look="quiet"
        label={text.renameNamed(name)}
        onPress={() => setTyped(chapter.title)}
      >
        {text.renameChapter}
      </ActionButton>
    </div>
  );
}
