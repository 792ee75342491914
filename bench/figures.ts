// `npm run bench figures` writes the last results of this machine into docs/figures.md. It leaves tables as
// they are that this machine has not measured.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { format } from 'prettier';
import { withSection } from '../scripts/written-section.ts';
import type { Row } from './harness/report.ts';
import { reportSection } from './harness/report-section.ts';

const root = path.join(import.meta.dirname, '..');
const file = path.join(root, 'docs/figures.md');
const machine = `Node ${process.versions.node}, ${os.availableParallelism()} cores`;

const reports = globSync('bench/out/*.json', { cwd: root }).toSorted();
let page = readFileSync(file, 'utf8');
for (const report of reports) {
  const name = path.basename(report, '.json');
  const rows = JSON.parse(readFileSync(path.join(root, report), 'utf8')) as readonly Row[];
  page = withSection(page, name, 'npm run bench figures', reportSection(name, rows, machine));
}
writeFileSync(file, await format(page, { parser: 'markdown' }));
console.log(`docs/figures.md: ${reports.length} tables measured here`);
