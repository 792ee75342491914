'use client';
import './export.css';
import { ProgressBar, useAnnounce, useHoldfast } from '@holdfast/react';
import { useState, type ReactElement } from 'react';
import { useCast } from '../../cast/use-cast.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { DamagedNote } from '../../reads/damaged-note.tsx';
import { isKnown } from '../../reads/is-known.ts';
import { downloadJson } from '../../rescue/web-download.ts';
import { useTales } from '../../tales/use-tales.ts';
import { reasonOf } from '../../words/failure-words.ts';
import { useText } from '../../words/use-text.ts';
import { readLibrary, type Library } from './read-library.ts';
import { words } from './words.ts';

interface Progress {
  readonly since: number;
  readonly done: number;
  readonly total: number;
}

/** The whole library as one file. */
export default function ExportPage(): ReactElement {
  const text = useText(words).library;
  const holdfast = useHoldfast();
  const announce = useAnnounce();
  const { state: castState, characters } = useCast();
  const { state: talesState, stories } = useTales();
  const isCounted = isKnown(castState, characters) && isKnown(talesState, stories);
  const [progress, setProgress] = useState<Progress>();
  const [made, setMade] = useState<Library>();
  const isBusy = progress !== undefined;
  const { platform } = holdfast;
  const download = async (): Promise<void> => {
    setMade(undefined);
    const since = platform.now();
    setProgress({ since, done: 0, total: stories.length });
    const library = await readLibrary(holdfast, (done, total) =>
      setProgress({ since, done, total }),
    );
    downloadJson('fireside-library.json', library.file);
    setProgress(undefined);
    setMade(library);
    announce(library.missing ? text.partly(library.missing) : text.done);
  };
  return (
    <div className="stack export-library">
      <PageHeading title={text.title} />
      <p className="story">{text.what}</p>
      {isCounted && <p className="muted">{text.counts(characters.length, stories.length)}</p>}
      <div className="buttons">
        <ActionButton look="primary" isBusy={isBusy} onPress={() => void download()}>
          {isBusy ? text.making : text.make}
        </ActionButton>
      </div>
      {progress && progress.total > 0 && <ProgressBar label={text.reading} {...progress} />}
      {made &&
        (made.missing ? (
          <StateNote tone="stale" title={text.partly(made.missing)}>
            <p>
              {reasonOf(made.missing.failure)} {text.noCopy}
            </p>
          </StateNote>
        ) : (
          <StateNote tone="live" title={text.done} />
        ))}
      {made && Object.values(made.damaged).flat().length > 0 && (
        <div>
          <DamagedNote of="characters" damaged={made.damaged.characters} />
          <DamagedNote of="stories" damaged={made.damaged.stories} />
          <DamagedNote of="relationships" damaged={made.damaged.relationships} />
          <p className="muted">{text.damaged}</p>
        </div>
      )}
    </div>
  );
}
