import type { Row } from './report.ts';

export interface Section {
  readonly name: string;
  readonly text: string;
}

const INTRODUCTION = `# Figures

Every table comes from one run on one machine, each library in a process of its own, in alternating order.
Only the ratios mean something elsewhere: machines differ, and so does one machine from minute to minute.
\`npm run bench figures\` writes what was measured last into this page.`;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Three digits say what there is to say; whole numbers are not cut. JSON has no word for "no figure". */
function cell(value: number | null | undefined): string {
  if (value === undefined || value === null || !Number.isFinite(value)) return '–';
  return String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
}

/** One report as a section of the page. */
export function sectionOf(name: string, rows: readonly Row[], machine: string): Section {
  const peers = [...new Set(rows.flatMap((row) => Object.keys(row.peers)))];
  const units = [...new Set(rows.map(({ unit }) => unit))];
  const header = ['', 'ours', 'bare', '× bare', ...peers];
  const lines = rows.map((row) => [
    units.length > 1 ? `${row.name} (${row.unit})` : row.name,
    cell(row.ours),
    cell(row.bare),
    cell(row.ours / row.bare),
    ...peers.map((peer) => cell(row.peers[peer])),
  ]);
  const text = [
    `## ${name}`,
    '',
    `\`npm run bench ${name}\` (${machine}), ${units.length > 1 ? '' : `${units[0]}, `}medians:`,
    '',
    ...[header, header.map(() => '---'), ...lines].map(line),
  ].join('\n');
  return { name, text };
}

/** The page with these sections new, in the order of their names, and all others as they were. */
export function withSections(page: string, sections: readonly Section[]): string {
  const kept = page
    .split(/^(?=## )/m)
    .slice(1)
    .map((text): Section => ({ name: /^## (.*)$/m.exec(text)?.[1]?.trim() ?? '', text }));
  const byName = new Map([...kept, ...sections].map(({ name, text }) => [name, text.trim()]));
  const texts = [...byName.keys()].toSorted().map((name) => byName.get(name) ?? '');
  return `${[INTRODUCTION, ...texts].join('\n\n')}\n`;
}
