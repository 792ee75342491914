import type { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Situation, Stage, Truth } from './situation.ts';

/** One line of a table of situations of Node. */
export type Line = readonly [about: string, truth: Truth, run: (stage: Stage) => unknown];

export const situationAt =
  (site: string) =>
  ([about, [family, retry, effect], run]: Line): Situation => ({
    about,
    site,
    engines: ['node'],
    label: { family, retry, effect },
    run: run as Situation['run'],
  });

/** Rejects with the first error that is emitted. */
export const failing = <T>(emitter: EventEmitter): Promise<T> =>
  new Promise((_resolve, reject) => void emitter.once('error', reject));

/** Work in a folder of its own, which is gone afterwards. */
export const inFolder =
  (work: (folder: string) => unknown): (() => Promise<unknown>) =>
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'recording-'));
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true });
    }
  };
