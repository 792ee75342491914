import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One line of a report. Absolute figures never fail a build; only ratios compare machines. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly bare: number;
  readonly peers: Readonly<Record<string, number>>;
  readonly ratios: Readonly<Record<string, number>>;
}

export function report(name: string, rows: readonly Row[]): void {
  const columns = rows.map((row) => ({
    [`${name} (${row.unit})`]: row.name,
    ours: Math.round(row.ours),
    bare: Math.round(row.bare),
    ...mapValues(row.peers, Math.round),
    ...mapValues(row.ratios, (ratio) => `${ratio.toFixed(1)}×`),
  }));
  console.table(columns);
  const out = path.join(import.meta.dirname, '..', 'out');
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, `${name}.json`), `${JSON.stringify(rows, undefined, 2)}\n`);
}

function mapValues<TIn, TOut>(
  record: Readonly<Record<string, TIn>>,
  change: (value: TIn) => TOut,
): Record<string, TOut> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
