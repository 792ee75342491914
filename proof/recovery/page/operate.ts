import { watchRead, type Holdfast } from '@holdfast/core';
import {
  addNote,
  listCharacters,
  readCharacter,
  saveCharacter,
} from '../../../demo/contract/operations.ts';
import { sheet } from './sheet.ts';
import type { Kind, Told } from './told.ts';

interface Result {
  startedAt: number;
  doneAt?: number;
  troubledAt?: number;
  end: string;
}

/** Runs one operation as a screen of Fireside would, and never presses a button again. */
export function operate(
  holdfast: Holdfast,
  kind: Kind,
  { id, number }: { readonly id: string; readonly number: number },
): { told(): Told } {
  const result: Result = { startedAt: Date.now(), end: 'running' };
  const done = (): void => {
    result.doneAt ??= Date.now();
    result.end = 'live';
  };
  const troubled = (how: string): void => {
    if (result.doneAt !== undefined) return;
    result.troubledAt ??= Date.now();
    result.end = how;
  };
  if (kind === 'save' || kind === 'note') {
    const outcome =
      kind === 'save'
        ? holdfast.run(saveCharacter, { ...sheet(id, number), basedOn: null, revision: '1' })
        : holdfast.run(addNote, { characterId: id, text: `Note ${number}` });
    void follow(outcome, done, troubled);
  } else {
    const watch =
      kind === 'list'
        ? watchRead(holdfast, listCharacters)
        : watchRead(holdfast, readCharacter, { id });
    const look = (): void => {
      const state = watch.getSnapshot();
      if (state.kind === 'live') {
        done();
        stop();
      } else if (state.kind !== 'idle' && state.kind !== 'running') troubled(state.kind);
    };
    const stop = watch.subscribe(look);
  }
  return {
    told: () => ({
      kind,
      ...{ startedAt: result.startedAt, doneAt: result.doneAt },
      ...{ troubledAt: result.troubledAt, end: result.end },
    }),
  };
}

async function follow(
  run: ReturnType<Holdfast['run']> | Promise<unknown>,
  done: () => void,
  troubled: (how: string) => void,
): Promise<void> {
  const outcome = (await run) as
    | { readonly kind: 'live' }
    | { readonly kind: 'failed'; readonly failure: { readonly code: string } }
    | {
        readonly kind: 'queued' | 'blocked';
        readonly handle: { readonly synced: Promise<unknown> };
      };
  if (outcome.kind === 'live') return done();
  if (outcome.kind === 'failed') return troubled(`failed ${outcome.failure.code}`);
  troubled(outcome.kind);
  try {
    await outcome.handle.synced;
    done();
  } catch (error) {
    troubled(`lost ${String(error)}`);
  }
}
