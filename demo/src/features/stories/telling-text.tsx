'use client';
import type { ReactElement } from 'react';
import type { Chapter, Take, TellTake } from '../../../contract/story.ts';
import { textBefore } from '../../tales/chapter-view.ts';
import { FlowingText } from './flowing-text.tsx';
import { KeptText } from './kept-text.tsx';
import { TellingNote } from './telling-note.tsx';
import { TornRule } from './torn-rule.tsx';
import { useTelling } from './use-telling.ts';

interface TellingTextProps {
  readonly tell: TellTake;
  readonly chapter: Chapter;
  /** The name of the chapter, in words. */
  readonly name: string;
  /** The take that stands on the page until the first words come. */
  readonly meanwhile: Take | undefined;
  /** Opens the editor with this text. */
  readonly onWrite: (text: string) => void;
}

/** A chapter while a generator writes it: the text as it comes, and its state beside the last paragraph. */
export function TellingText(props: TellingTextProps): ReactElement {
  const { tell, chapter, name, meanwhile, onWrite } = props;
  const used = useTelling(tell, name);
  const { text } = used.stream;
  const { kind } = used.telling;
  const known = chapter.takes.find(({ id }) => id === tell.takeId);
  const before = textBefore(tell, chapter);
  // Another device began this take: the server has more of it than this device.
  const whole = known?.state === 'streaming' && text === '' ? known.text : `${before}${text}`;
  const hasWords = text !== '' || (known?.text ?? '') !== '';
  return (
    <>
      <div className="take-text">
        {hasWords ? (
          <FlowingText key={tell.takeId} text={whole} />
        ) : (
          meanwhile && <KeptText text={meanwhile.text} isTorn={isTorn(meanwhile)} />
        )}
        {hasWords && (kind === 'broken' || kind === 'out-of-reach') && <TornRule />}
      </div>
      <div className="aside take-margin">
        <TellingNote {...{ tell, used, onWrite }} text={whole} />
      </div>
    </>
  );
}

const isTorn = ({ state }: Take): boolean => state === 'interrupted' || state === 'stopped';
