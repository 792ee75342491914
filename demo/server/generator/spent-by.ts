import { type Platform, webPlatform } from '@holdfast/core/parts';
import type { StreamLog } from '@holdfast/server/parts';
import { priceOfWords } from '../../contract/prices.ts';
import { wordCount } from '../../contract/word-count.ts';
import type { SpendingLedgerOptions } from '../spending/create-spending-ledger.ts';
import { keptText } from './kept-text.ts';

/**
 * Gives the cost of a generation that did not settle because its server died. A text costs the words that the log
 * keeps. A picture costs nothing: its user never got it.
 */
export function spentBy(
  log: Pick<StreamLog, 'find' | 'read'>,
  platform: Pick<Platform, 'now'> = webPlatform,
): SpendingLedgerOptions['spentBy'] {
  return async ({ stream }) => {
    if (stream === undefined) return 0;
    const kept = await keptText(log, stream, platform.now());
    if (!kept) return 0;
    return kept.state === 'running' ? undefined : priceOfWords(wordCount(kept.text));
  };
}
