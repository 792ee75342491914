// Reads series with labelled anomalies, in the layout of the Numenta Anomaly Benchmark or in that of bench/nab.
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface LabelledSeries {
  readonly name: string;
  readonly at: readonly number[];
  readonly value: readonly number[];
  /** The first and the last point of each anomaly. */
  readonly windows: readonly (readonly [number, number])[];
}

type Windows = Readonly<Record<string, readonly (readonly [string, string])[]>>;

/** All series of a folder, by name. */
export function readSeries(folder: string): readonly LabelledSeries[] {
  const original = path.join(folder, 'labels/combined_windows.json');
  const isOriginal = existsSync(original);
  const labels = isOriginal ? original : path.join(folder, 'windows.json');
  const windows = JSON.parse(readFileSync(labels, 'utf8')) as Windows;
  const root = isOriginal ? path.join(folder, 'data') : folder;
  return globSync('{*,*/*}.{csv,csv.gz}', { cwd: root })
    .map((file) => ({ file, name: file.replace('__', '/').replace(/\.gz$/, '') }))
    .filter(({ name }) => windows[name] !== undefined)
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ file, name }) => parseSeries(name, textOf(path.join(root, file)), windows[name] ?? []));
}

function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Labels that lie between two points mean the points within. */
export function parseSeries(
  name: string,
  csv: string,
  labels: readonly (readonly [string, string])[],
): LabelledSeries {
  const rows = csv
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
  const at = rows.map(([time = '']) => timeOf(time));
  const value = rows.map(([, number]) => Number(number));
  const windows = labels.map(([from, to]): [number, number] => [
    at.findIndex((time) => time >= timeOf(from)),
    at.findLastIndex((time) => time <= timeOf(to)),
  ]);
  return { name, at, value, windows };
}

/** Times have no zone, and so the hour of the day is that of the file. */
function timeOf(text: string): number {
  return Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`);
}
