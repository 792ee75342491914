'use client';
import {
  useAnnounce,
  useConnectivity,
  useOutbox,
  useStream,
  type StreamResult,
} from '@holdfast/react';
import { useEffect } from 'react';
import { wordCount } from '../../../contract/word-count.ts';
import type { TellTake } from '../../../contract/story.ts';
import { tellTake } from '../../../contract/story-operations.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { useSpending } from '../../spending/use-spending.ts';
import { useCount } from '../../words/use-count.ts';
import { useText } from '../../words/use-text.ts';
import { tellingOf, type Telling } from './telling.ts';
import { words } from './words.ts';

interface UsedTelling {
  readonly telling: Telling;
  readonly stream: StreamResult<unknown>;
  /** Asks once more, for the same take. The writer pays a begun take only once. */
  readonly again: () => void;
}

/**
 * Follows one generation, and begins it as soon as it may begin. All tabs follow one stream, and each device that
 * shows the take attaches to it, because the take itself is the key of the request.
 */
export function useTelling(tell: TellTake, name: string): UsedTelling {
  const text = useText(words);
  const count = useCount();
  const announce = useAnnounce();
  const connectivity = useConnectivity();
  const { tales } = useFireside();
  const { refresh: readSpending } = useSpending();
  const { items: entries } = useOutbox(({ lane }) => lane === `story:${tell.storyId}`);
  const stream = useStream(tellTake, tell);
  const telling = tellingOf({ stream: stream.stream, entries, connectivity });
  const { takeId } = tell;
  const again = (): void => void stream.continue({ key: takeId });
  const { kind } = telling;

  useEffect(() => {
    if (kind === 'ready') again();
    if (kind === 'flowing') {
      tales.begun(tell);
      announce(text.began(name));
      void readSpending();
    }
    if (kind === 'refused') void readSpending();
    if (kind === 'done' || kind === 'broken') {
      const told = wordCount(stream.text);
      const said = text.words(told, count(told));
      announce(kind === 'done' ? text.done(name, said) : text.stoppedHere(said));
      void tales.ended(tell).then(readSpending);
    }
    // Only a new kind is announced, and not the words between two of them.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [kind, takeId]);

  // An attempt that only lacked a connection is made again with one.
  const lackedConnection =
    stream.stream.kind === 'failed' && stream.stream.failure.family === 'network';
  useEffect(() => {
    if (connectivity === 'online' && lackedConnection) again();
    // Only a change of the connection counts: a failure while online is no reason to ask at once.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [connectivity]);

  return { telling, stream, again };
}
