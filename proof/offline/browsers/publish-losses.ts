import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { withSection } from '../../../scripts/written-section.ts';
import { lossTable } from './loss-table.ts';
import type { Verdict } from './verdict-file.ts';

const COMMAND = 'npm run proof offline browsers -- --publish';

/** Writes the losses of a run into the page of figures. */
export async function publishLosses(verdicts: readonly Verdict[]): Promise<void> {
  const file = path.join(import.meta.dirname, '../../../docs/figures.md');
  const page = withSection(readFileSync(file, 'utf8'), 'losses', COMMAND, lossTable(verdicts));
  writeFileSync(file, await format(page, { parser: 'markdown' }));
}
