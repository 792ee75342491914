import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Thrown } from './rebuild-thrown.ts';

/** What must be said of a case; `a|b` takes either. */
export type Expected = Readonly<Record<string, unknown>> & {
  readonly code?: string;
  readonly family?: string;
  readonly retry?: string;
  readonly effect?: string;
  readonly reason?: string;
  readonly pointers?: readonly string[];
};

/** Something that was thrown, where it was caught, and what must be said of it. */
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
 * Three situations of five are for looking at, the others for measuring alone. A situation is in the same
 * part in every engine, since what two engines throw in it is often the same.
 */
export function partOf({ site, about }: Case): Part {
  const [first = 0] = createHash('sha256').update(`${site}: ${about}`).digest();
  return first < 0.6 * 256 ? 'design' : 'held out';
}

/** Whether a word that was given is one of those that a label takes. */
export const takes = (wanted: string | undefined, given: string): boolean =>
  wanted === undefined || wanted.split('|').includes(given);
