// `npm run bench figures` writes the tables of docs/figures.md from what the benchmarks measured last on
// this machine. Tables of benchmarks that it has not measured stay as they are.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { format } from 'prettier';
import { toTable, withSection } from '../scripts/written-section.ts';
import type { Row } from './harness/report.ts';

const root = path.join(import.meta.dirname, '..');
const PAGE = path.join(root, 'docs/figures.md');
const cell = (value: number | undefined): string =>
  value === undefined ? '–' : String(Math.round(value));

const reports = globSync('bench/out/*.json', { cwd: root }).toSorted();
const machine = `Node ${process.versions.node}, ${os.availableParallelism()} cores`;

const page = reports.reduce(
  (before, file) => {
    const rows = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as readonly Row[];
    const name = path.basename(file, '.json');
    const peers = [...new Set(rows.flatMap((row) => Object.keys(row.peers)))];
    const table = toTable([
      ['', 'ours', 'bare', '× bare', ...peers],
      ...rows.map((row) => [
        row.name,
        cell(row.ours),
        cell(row.bare),
        (row.ours / row.bare).toFixed(1),
        ...peers.map((peer) => cell(row.peers[peer])),
      ]),
    ]);
    const head = `\`npm run bench ${name}\`, ${rows[0]?.unit ?? ''}, medians (${machine}):`;
    return withSection(before, name, 'npm run bench figures', `### ${name}\n\n${head}\n\n${table}`);
  },
  readFileSync(PAGE, 'utf8'),
);

writeFileSync(PAGE, await format(page, { parser: 'markdown' }));
console.log(`docs/figures.md: ${reports.length} tables`);
