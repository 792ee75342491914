import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { toTable, withSection } from '../../scripts/written-section.ts';
import { root } from './places.ts';
import type { PlatformRun } from './run-all.ts';
import type { Result } from './verdict.ts';

const PAGE = path.join(root, 'docs/platforms.md');
const isCompiler = ({ name }: PlatformRun): boolean => name.startsWith('TypeScript');
const isEntry = ({ row }: Result): boolean => row.startsWith('`@holdfast/');
const COMMAND = 'npm run matrix -- --write';

/** Checks whether docs/platforms.md holds the results of these runs; with `write` it writes them there. */
export async function checkPage(runs: readonly PlatformRun[], write: boolean): Promise<boolean> {
  const page = readFileSync(PAGE, 'utf8');
  const written = await pageWith(page, runs);
  if (page === written) return true;
  if (write) writeFileSync(PAGE, written);
  else console.error(`docs/platforms.md is out of date. Run \`${COMMAND}\`.`);
  return write;
}

export async function pageWith(page: string, runs: readonly PlatformRun[]): Promise<string> {
  const sections = {
    platforms: toTable([
      ['platform', 'entries', 'compositions', 'refused by name'],
      ...runs.filter((run) => !isCompiler(run)).map(platformRow),
    ]),
    compilers: toTable([
      ['compiler', 'compiles'],
      ...runs.filter(isCompiler).map(({ name, results }) => [name, toldOf(results)]),
    ]),
  };
  let written = page;
  for (const [name, table] of Object.entries(sections)) {
    written = withSection(written, name, COMMAND, table);
  }
  const options = await prettier.resolveConfig(PAGE);
  return prettier.format(written, { ...options, parser: 'markdown' });
}

function platformRow({ name, results }: PlatformRun): readonly string[] {
  const entries = results.filter(isEntry);
  const compositions = results.filter((result) => !isEntry(result));
  const refused = results.filter(({ verdict }) => verdict === 'refuses');
  const saying = Map.groupBy(refused, ({ says }) => says);
  const told = [...saying].map(
    ([says, those]) => `${those.map(({ row }) => row).join(', ')}: ${says.replaceAll('|', '\\|')}`,
  );
  return [name, countOf(entries), countOf(compositions), told.join(' · ') || '–'];
}

function countOf(results: readonly Result[]): string {
  if (results.length === 0) return '–';
  const working = results.filter(({ verdict }) => verdict === 'works');
  return working.length === results.length
    ? `all ${results.length}`
    : `${working.length} of ${results.length}`;
}

function toldOf(results: readonly Result[]): string {
  return results.map(({ row, verdict }) => (verdict === 'works' ? row : `not: ${row}`)).join(' · ');
}
