import { Failure } from '@holdfast/core';
import { PROMPT_REJECTED } from '../../contract/failures.ts';
import type { Receipt } from '../../contract/spending.ts';
import type { Moderation } from '../moderation/moderation.ts';
import type { Settled, SpendingLedger } from '../spending/spending.ts';

export interface PaidWorkOptions {
  readonly moderation: Moderation;
  readonly spending: Pick<SpendingLedger, 'reserve' | 'settle'>;
  /** Receives what the generator or the database threw, for the log of the server. */
  readonly report: (thrown: unknown) => void;
}

/** The id of the receipt is the id of the generation. */
export interface PaidReceipt extends Pick<Receipt, 'what' | 'title'> {
  /** @default the id of the stream */
  readonly id?: string;
}

/** The steps that every generation takes that a writer pays for. */
export interface PaidWork {
  /** Rejects with `PROMPT_REJECTED` when a writer may not ask for one of these texts. */
  moderate(texts: readonly string[]): Promise<void>;
  readonly reserve: SpendingLedger['reserve'];
  /** Never rejects. */
  settle(owner: string, generation: Settled, micros: number): Promise<void>;
  /** Counts a generation as running until the returned function is called. */
  track(): () => void;
  /** Resolves when no generation runs. */
  settled(): Promise<void>;
}

export function createPaidWork({ moderation, spending, report }: PaidWorkOptions): PaidWork {
  const running = new Set<Promise<void>>();
  return {
    async moderate(texts) {
      const reason = await moderation.check(texts.filter((text) => text !== ''));
      if (reason) throw new Failure(PROMPT_REJECTED, { details: { reason } });
    },
    reserve: (...args) => spending.reserve(...args),
    async settle(owner, generation, micros) {
      // The reservation stays when this fails, and the retention settles it by what the log keeps.
      await spending.settle(owner, generation, micros).catch(report);
    },
    track() {
      let end: (() => void) | undefined;
      const promise = new Promise<void>((resolve) => (end = resolve));
      running.add(promise);
      return () => {
        running.delete(promise);
        end?.();
      };
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
