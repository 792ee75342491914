import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { NoteSighting } from './sighting.ts';

/** One line of the ledger that the server appends to. */
export interface LedgerLine extends Omit<NoteSighting, 'type'> {
  readonly type: 'received' | 'applied' | 'replayed';
  /** Empty when the contestant sent none. */
  readonly key: string;
  readonly at: number;
}

/** The ledger of one trial. A server that was killed can leave half a line at the end. */
export function linesOf(folder: string, trial: string): readonly LedgerLine[] {
  const file = path.join(folder, trial);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as LedgerLine] : []));
}
