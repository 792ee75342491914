import { toTable } from '../../scripts/written-section.ts';
import type { Row } from './report.ts';

/** Three digits are enough, and whole numbers are not cut. JSON has no word for "no figure". */
function cell(value: number | null | undefined): string {
  if (value === undefined || value === null || !Number.isFinite(value)) return '–';
  return String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
}

/** One report as a section of the page of figures, with a column for each peer. */
export function reportSection(name: string, rows: readonly Row[], machine: string): string {
  const peers = [...new Set(rows.flatMap((row) => Object.keys(row.peers)))];
  const units = [...new Set(rows.map(({ unit }) => unit))];
  const table = toTable([
    ['', 'ours', 'bare', '× bare', ...peers],
    ...rows.map((row) => [
      units.length > 1 ? `${row.name} (${row.unit})` : row.name,
      cell(row.ours),
      cell(row.bare),
      cell(row.ours / row.bare),
      ...peers.map((peer) => cell(row.peers[peer])),
    ]),
  ]);
  const unit = units.length > 1 ? '' : `, ${units[0]}`;
  // One command may write several tables: `server-load` belongs to `server`.
  const [command] = name.split('-');
  return `### ${name}\n\n\`npm run bench ${command}\`${unit}, medians (${machine}):\n\n${table}`;
}
