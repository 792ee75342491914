import { requireOptions, uuidV7, webPlatform, type Platform } from '@holdfast/core/parts';
import type { StoredEntry } from '../outbox/entry-record.ts';
import { UNCHANGED, type EntryStep } from '../outbox/entry-step.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { contentOf, type QueuedWrite } from './content-of.ts';
import { storedEntry } from './inspect-entry.ts';
import { mayChange, renewed, rewritten, type Renewal } from './rewrite-state.ts';

export interface DecisionOptions {
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now' | 'randomBytes'>;
}

export interface EditOptions extends DecisionOptions {
  /**
   * Edits the entry also when an earlier send may have taken effect. Set it when the user has looked at the
   * data: if both sends arrive, the server does the old write and the new one. @default false
   */
  readonly despiteDoubt?: boolean;
}

/** How an edit or a renewal ended. `in-doubt`: an earlier send may have taken effect, so nothing was changed. */
export type Edited = 'edited' | 'in-doubt' | 'too-late';

/**
 * Gives an entry another input. The operation makes the request anew. The entry keeps its id, so its handle
 * settles with the answer to the new content, and its place in its lane. An entry can be edited while it was
 * never sent, is dead or is blocked. For every other entry it is `too-late`. Rejects with `INPUT_INVALID` for
 * an input that the operation does not take.
 */
export async function editEntry<TInput, TParsed>(
  outbox: Outbox,
  id: string,
  operation: QueuedWrite<TInput, TParsed>,
  input: TInput,
  options: EditOptions = {},
): Promise<Edited> {
  requireOptions('editEntry', options, {
    platform: 'an object with now, randomBytes?',
    despiteDoubt: 'true or false?',
  });

  const content = await contentOf(outbox, await storedEntry(outbox, id), operation, input);
  return unlessInDoubt(outbox, id, options, (stored, renewal) =>
    rewritten(stored, content, renewal),
  );
}

/**
 * Sends a dead or blocked entry again under a fresh key: for a server that repeats a refusal, or an error, under the
 * old one. `retry` takes a fresh key only where that cannot act twice; this one always does.
 */
export async function retryUnderNewKey(
  outbox: Outbox,
  id: string,
  options: EditOptions = {},
): Promise<Edited> {
  requireOptions('retryUnderNewKey', options, {
    platform: 'an object with now, randomBytes?',
    despiteDoubt: 'true or false?',
  });

  return unlessInDoubt(outbox, id, options, renewed);
}

async function unlessInDoubt(
  outbox: Outbox,
  id: string,
  { platform = webPlatform, despiteDoubt = false }: EditOptions,
  decide: (stored: StoredEntry, renewal: Renewal) => EntryStep,
): Promise<Edited> {
  const renewal = { freshKey: uuidV7(platform), now: platform.now() };
  let isInDoubt = false;
  const change = await outbox.decide(id, (stored) => {
    isInDoubt = stored.doubtful && mayChange(stored) && !despiteDoubt;
    return isInDoubt ? UNCHANGED : decide(stored, renewal);
  });
  return change ? 'edited' : isInDoubt ? 'in-doubt' : 'too-late';
}
