import type { PromptReason } from '../../contract/prompt-reason.ts';

/** Checks the texts of a writer before any money is reserved. */
export interface Moderation {
  /** The reason why Fireside does not send these texts to a generator; `undefined` when it does. */
  check(texts: readonly string[]): Promise<PromptReason | undefined> | PromptReason | undefined;
}
