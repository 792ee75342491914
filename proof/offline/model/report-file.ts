import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '../../out');

/** Reads what an earlier run left under this name; `undefined` when there is nothing. */
export function readReport(name: string): unknown {
  try {
    return JSON.parse(readFileSync(fileOf(name), 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** A run that is ended while it writes leaves the old file whole. */
export function writeReport(name: string, report: unknown): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${fileOf(name)}.new`, `${JSON.stringify(report, undefined, 2)}\n`);
  renameSync(`${fileOf(name)}.new`, fileOf(name));
}

function fileOf(name: string): string {
  return path.join(folder, `${name}.json`);
}
