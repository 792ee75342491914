// `npm run bench figures` writes what was measured last on this machine into docs/figures.md. Tables that
// nobody measured here stay as they are.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { format } from 'prettier';
import { sectionOf, withSections } from './harness/figures-page.ts';
import type { Row } from './harness/report.ts';

const root = path.join(import.meta.dirname, '..');
const file = path.join(root, 'docs/figures.md');
const machine = `Node ${process.versions.node}, ${os.availableParallelism()} cores`;

const measured = globSync('bench/out/*.json', { cwd: root }).map((report) => {
  const rows = JSON.parse(readFileSync(path.join(root, report), 'utf8')) as readonly Row[];
  return sectionOf(path.basename(report, '.json'), rows, machine);
});
const page = withSections(readFileSync(file, 'utf8'), measured);
writeFileSync(file, await format(page, { parser: 'markdown' }));
console.log(`docs/figures.md: ${measured.length} tables measured here`);
