// `npm run bench figures` writes docs/figures.md from what the benchmarks measured last on this machine.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Row } from './harness/report.ts';

const root = path.join(import.meta.dirname, '..');
const reports = globSync('bench/out/*.json', { cwd: root }).toSorted();

const cell = (value: number | undefined): string =>
  value === undefined ? '–' : String(Math.round(value));
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const sections = reports.map((file) => {
  const rows = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as readonly Row[];
  const name = path.basename(file, '.json');
  const peers = [...new Set(rows.flatMap((row) => Object.keys(row.peers)))];
  const header = ['', 'ours', 'bare', '× bare', ...peers];
  const lines = rows.map((row) => [
    row.name,
    cell(row.ours),
    cell(row.bare),
    (row.ours / row.bare).toFixed(1),
    ...peers.map((peer) => cell(row.peers[peer])),
  ]);
  return [
    `## ${name}`,
    '',
    `\`npm run bench ${name}\`, ${rows[0]?.unit ?? ''}, medians:`,
    '',
    line(header),
    line(header.map(() => '---')),
    ...lines.map(line),
  ].join('\n');
});

const page = `# Figures

Every table comes from one run on one machine (Node ${process.versions.node}, ${os.availableParallelism()} cores), each library in
a process of its own, in alternating order. Only the ratios mean something elsewhere: machines differ, and
so does one machine from minute to minute. \`npm run bench figures\` writes this page from the last run.

${sections.join('\n\n')}
`;
writeFileSync(path.join(root, 'docs/figures.md'), page);
console.log(`docs/figures.md: ${reports.length} tables`);
