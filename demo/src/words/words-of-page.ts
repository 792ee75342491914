import type { MessageTable } from '@holdfast/core';
import type { MessageOverrides } from '@holdfast/core/messages';
import type { firesideFailures } from '../../contract/failures.ts';
import type { PromptReason } from '../../contract/prompt-reason.ts';
import type { Language } from './language-context.ts';

/** A sentence for every failure of Fireside's own: a new failure does not compile without one in each language. */
export type OwnFailureWords = Readonly<Record<keyof typeof firesideFailures, string>>;

/**
 * The words of the page outside of Fireside's own screens: those of Holdfast's components, and the reasons of
 * failures.
 */
export interface WordsOfPage {
  readonly language: Language;
  readonly failures: MessageTable;
  /** Why Fireside does not send a prompt to a generator, and what the writer can change. */
  readonly promptReasons: Readonly<Record<PromptReason, string>>;
  /** The sentences of the contract about values, by the English one. */
  readonly issues: Readonly<Record<string, string>>;
  readonly messages: MessageOverrides;
}
