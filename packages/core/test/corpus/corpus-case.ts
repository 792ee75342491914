import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Thrown } from './rebuild-thrown.ts';

/** The label of a case; `a|b` accepts either. */
export type Expected = Readonly<Record<string, unknown>> & {
  readonly code?: string;
  readonly family?: string;
  readonly retry?: string;
  readonly effect?: string;
  readonly reason?: string;
  readonly pointers?: readonly string[];
};

/** A thrown value, the place that caught it, and the name it must get. */
export interface Case {
  readonly id: string;
  readonly about: string;
  readonly site: string;
  readonly thrown: Thrown;
  /** The reason of the caller's own signal, where it was aborted. */
  readonly signal?: Thrown;
  readonly expect: Expected;
}

export type Part = 'design' | 'held out';

export function loadCases(file: 'knowledge' | 'recorded'): Case[] {
  return readFileSync(new URL(`${file}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Case);
}

export const engineOf = ({ id }: Case): string => id.replace(/\/.*/, '');

/**
 * Three of five situations are for the design, the others only for measuring. A situation is in the same part
 * for every engine, because two engines often throw the same error in it.
 */
export function partOf({ site, about }: Case): Part {
  const [first = 0] = createHash('sha256').update(`${site}: ${about}`).digest();
  return first < 0.6 * 256 ? 'design' : 'held out';
}

/** Whether a label accepts a given word. */
export const takes = (wanted: string | undefined, given: string): boolean =>
  wanted === undefined || wanted.split('|').includes(given);
