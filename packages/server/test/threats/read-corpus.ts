import { readFileSync } from 'node:fs';
import { type Benign, type Grammar, writeTexts } from './write-texts.ts';

/** The part of a corpus: cases that its authors saw, or cases that they never saw. */
export type Part = 'design' | 'held-out';

export interface Attack {
  readonly attack: string;
  readonly place: 'query' | 'query-string' | 'path' | 'header' | 'body' | 'prose' | 'json';
  readonly encoding: string;
  readonly value: string;
}

const WRITTEN: Readonly<Record<Part, { readonly count: number; readonly seed: number }>> = {
  design: { count: 1667, seed: 3 },
  'held-out': { count: 833, seed: 2 },
};

export function readAttacks(part: Part): readonly Attack[] {
  return linesOf(`attacks.${part}.jsonl`) as readonly Attack[];
}

/** Everything by hand and everything the grammar writes: 2,000 texts to design with, 1,000 held out. */
export function readBenign(part: Part): readonly Benign[] {
  const byHand = linesOf(`benign.${part}.jsonl`) as readonly Benign[];
  const grammar = JSON.parse(read(`grammar.${part}.json`)) as Grammar;
  const taken = new Set(byHand.map(({ value }) => value));
  return [...byHand, ...writeTexts(grammar, taken, WRITTEN[part])];
}

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

function linesOf(file: string): readonly unknown[] {
  return read(file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}
