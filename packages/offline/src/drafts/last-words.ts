import type { DraftRecord } from '@holdfast/core/parts';
import { isSameSave, judgeSave } from './draft-revision.ts';
import { parseDraft } from './parse-draft.ts';
import { fromTypedJson, toTypedJson } from './typed-json.ts';

/** A draft as text. `value` was written by pages of an older version, which knew only plain JSON. */
export interface WrittenDraft extends DraftRecord {
  readonly typed?: string;
}

/** The last words of one page, as they were found. */
export interface WordsLeft {
  readonly place: string;
  readonly text: string;
  readonly record: WrittenDraft;
  /** Whether this page left them. */
  readonly isOwn: boolean;
}

/** Where a page leaves a draft in its last moment: one for each page, owner and key, written before `put` returns. */
export interface LastWords {
  put(record: WrittenDraft): void;
  /** The words that pages left of a draft, the latest first. */
  left(owner: string, key: string): readonly WordsLeft[];
  /** Removes them, unless their page has left others in their place meanwhile. */
  forget(words: WordsLeft): void;
}

/** What the store does with a page's last words, given what it holds now. */
export type LastWordsFate = 'write' | 'drop' | 'set-aside';

/**
 * The last words count as a save that came late. They do not replace a draft that was saved
 * meanwhile, and the store does not throw them away either.
 */
export function judgeLastWords(stored: DraftRecord | undefined, last: DraftRecord): LastWordsFate {
  if (judgeSave(stored, last).kind === 'saved') return 'write';
  // The save that was under way when the user left the page came to its end after all.
  return isSameDraft(stored, last) ? 'drop' : 'set-aside';
}

/**
 * Whether two drafts say the same. Only where one has no text, their number and time tell: two tabs that close at once
 * have the same of both.
 */
export function isSameDraft(stored: DraftRecord | undefined, other: DraftRecord): boolean {
  const [words, others] = [said(stored), said(other)];
  return words === undefined || others === undefined ? isSameSave(stored, other) : words === others;
}

/** Last words as they were found; `undefined` when they are no draft of this owner and key. */
export function readLastWords(
  found: unknown,
  owner: string,
  key: string,
): WrittenDraft | undefined {
  const record = parseDraft(found);
  return record?.owner === owner && record.key === key ? record : undefined;
}

/** A draft as JSON; `undefined` when it has none. */
export function writeOut(record: DraftRecord): WrittenDraft | undefined {
  const typed = toTypedJson(record.value);
  return typed === undefined ? undefined : { ...record, value: undefined, typed };
}

/**
 * Reads the draft from its text; `undefined` when the text is damaged. Files come from the stored draft, and
 * are `lost` when it lacks them.
 */
export function readBack(
  { typed, ...written }: WrittenDraft,
  stored: DraftRecord | undefined,
): DraftRecord | undefined {
  if (typed === undefined) return written;
  try {
    const { value, lost } = fromTypedJson(typed, stored?.value);
    const all = [...(written.lost ?? []), ...lost];
    return { ...written, value, ...(all.length > 0 && { lost: all }) };
  } catch {
    return undefined;
  }
}

const said = (record: DraftRecord | undefined): string | undefined =>
  record && toTypedJson([record.version, record.revision, record.value]);
