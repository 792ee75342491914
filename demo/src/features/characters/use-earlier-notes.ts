'use client';
import type { Failure } from '@holdfast/core';
import { useHoldfast } from '@holdfast/react';
import { useState } from 'react';
import type { Note } from '../../../contract/character.ts';
import { readNotes } from '../../../contract/operations.ts';
import {
  joined,
  type LoadedNotes,
  NONE_LOADED,
  notesBefore,
  withCarried,
  withPage,
} from './earlier-notes-state.ts';

interface EarlierNotes {
  readonly notes: readonly Note[];
  /** The ids of those that could not be read. */
  readonly damaged: readonly string[] | undefined;
  readonly hasMore: boolean;
  readonly isBusy: boolean;
  /** The failure of the last page. */
  readonly failure: Failure | undefined;
  readonly load: () => Promise<void>;
}

/**
 * The notes before those that a character carries, a page at a time, for as long as the page is open. `carried` are
 * those that the server has.
 */
export function useEarlierNotes(
  characterId: string,
  carried: readonly Note[],
  earlier: number,
): EarlierNotes {
  const { run } = useHoldfast();
  const [kept, setKept] = useState<LoadedNotes>(NONE_LOADED);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const loaded = joined(kept, carried);
  const since = withCarried(kept, carried);
  if (since !== kept) setKept(since);

  /** Reads pages until it has a note to show; usually that is one page. */
  async function loadMore(): Promise<Failure | undefined> {
    let more = loaded ?? NONE_LOADED;
    const shown = notesBefore(more, carried).length;
    do {
      const after = more.next;
      const input = { id: characterId, ...(after === undefined ? {} : { after }) };
      // oxlint-disable-next-line no-await-in-loop -- a page says where the next one begins
      const outcome = await run(readNotes, input);
      if (outcome.kind === 'failed') return outcome.failure;
      const { notes, next, damaged } = outcome.value;
      more = withPage(more, { notes, next, damaged });
    } while (more.next !== undefined && notesBefore(more, carried).length <= shown);
    setKept(more);
    return undefined;
  }

  return {
    notes: loaded ? notesBefore(loaded, carried) : [],
    damaged: loaded?.damaged,
    hasMore: loaded ? loaded.next !== undefined : earlier > 0,
    isBusy,
    failure,
    async load() {
      setBusy(true);
      setFailure(await loadMore());
      setBusy(false);
    },
  };
}
