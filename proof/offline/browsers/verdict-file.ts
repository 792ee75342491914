import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Violation } from '../history/check-history.ts';
import type { EngineName } from './engines.ts';

import type { ContestantName } from './plan-trial.ts';

/** The result of one trial, without its history. */
export interface Verdict {
  readonly engine: EngineName;
  readonly contestant: ContestantName;
  readonly fault: string;
  readonly seed: number;
  /** Where the browser died. */
  readonly stage: string;
  readonly acknowledged: number;
  readonly sends: number;
  readonly effects: number;
  readonly drainedMs: number;
  readonly violations: readonly Violation[];
  /** Why the trial says nothing. */
  readonly broken?: string;
}

export interface VerdictFile {
  readonly verdicts: readonly Verdict[];
  has(verdict: Pick<Verdict, 'engine' | 'contestant' | 'fault' | 'seed'>): boolean;
  /** Writes the file anew with one more verdict, so that a run that is broken off can go on. */
  add(verdict: Verdict): void;
  clear(): void;
}

/** The verdicts of one run, from the run before if that was broken off. */
export function openVerdicts(file: string): VerdictFile {
  mkdirSync(path.dirname(file), { recursive: true });
  const verdicts = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Verdict[]) : [];
  return {
    verdicts,
    has: ({ engine, contestant, fault, seed }) =>
      verdicts.some(
        (done) =>
          done.seed === seed &&
          done.engine === engine &&
          done.contestant === contestant &&
          done.fault === fault,
      ),
    add(verdict) {
      verdicts.push(verdict);
      writeFileSync(file, JSON.stringify(verdicts, undefined, 1));
    },
    clear: () => void verdicts.splice(0),
  };
}
