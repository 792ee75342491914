import { requireOptions, uuidV7, webPlatform, type TransportRequest } from '@holdfast/core/parts';
import type { StoredEntry } from '../outbox/entry-record.ts';
import { left, UNCHANGED } from '../outbox/entry-step.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { contentOf, type QueuedWrite } from './content-of.ts';
import type { DecisionOptions } from './edit-entry.ts';
import { storedEntry } from './inspect-entry.ts';
import { renewed } from './rewrite-state.ts';

/** The answer of a user or an app to a write that the server refused because its data had changed in the meantime. */
export type ConflictAnswer<TInput> =
  /** Sends another content, which the caller made on the newer state. The input names that state, for `If-Match`. */
  | { readonly kind: 'rebase'; readonly input: TInput }
  /** Sends the same content without a precondition, or only over the state that `ifMatch` names. */
  | { readonly kind: 'overwrite'; readonly ifMatch?: string }
  /** The state of the server stands, and the entry is taken out. */
  | { readonly kind: 'drop' }
  /** The entry stays as it is until the user answers. */
  | { readonly kind: 'ask' };

export interface ConflictOptions extends DecisionOptions {
  /** The `sends` of the entry that was looked at. An answer to an earlier refusal changes nothing. @default as stored */
  readonly sends?: number | undefined;
}

/**
 * Carries out the answer to a conflict (409 or 412), of the user or of the app. The entry keeps its id and its place in
 * its lane, and takes a fresh key: one transaction puts the new content in place of the old one. Resolves with whether
 * it did; another tab may have answered first, and `ask` changes nothing.
 */
export async function answerConflict<TInput, TParsed>(
  outbox: Outbox,
  id: string,
  operation: QueuedWrite<TInput, TParsed>,
  answer: ConflictAnswer<TInput>,
  options: ConflictOptions = {},
): Promise<boolean> {
  requireOptions('answerConflict', options, {
    platform: 'an object with now, randomBytes?',
    sends: 'a whole number from 0 on?',
  });
  requireOptions<{ readonly kind: string; readonly ifMatch?: string }>(
    'The answer to a conflict',
    answer,
    { kind: 'one of rebase, overwrite, drop, ask', ifMatch: 'a text that is not empty?' },
  );

  const { platform = webPlatform, sends } = options;
  if (answer.kind === 'ask') return false;
  const before = await storedEntry(outbox, id);
  const renewal = { freshKey: uuidV7(platform), now: platform.now() };
  const content =
    answer.kind === 'rebase' ? await contentOf(outbox, before, operation, answer.input) : undefined;
  // The answer is to this refusal, not to a later one.
  const change = await outbox.decide(id, (stored) => {
    if (!isInConflict(stored) || stored.sends !== (sends ?? before.sends)) return UNCHANGED;
    switch (answer.kind) {
      case 'rebase':
        return renewed(stored, renewal, content);
      case 'overwrite':
        return renewed(stored, renewal, overwriting(stored, answer.ifMatch));
      case 'drop':
        return left({ kind: 'cancelled', ...(stored.doubtful && { doubtful: true }) });
    }
  });
  return change !== undefined;
}

function isInConflict({ state }: StoredEntry): boolean {
  return state.kind === 'blocked' && state.reason === 'conflict';
}

function overwriting(
  { request }: StoredEntry,
  ifMatch: string | undefined,
): { readonly request: TransportRequest } {
  const { 'if-match': _match, 'if-none-match': _none, ...headers } = request.headers;
  const condition = ifMatch === undefined ? {} : { 'if-match': ifMatch };
  return { request: { ...request, headers: { ...headers, ...condition } } };
}
