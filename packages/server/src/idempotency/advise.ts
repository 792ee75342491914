import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { tellApp } from '../logging/web-tell.ts';

/** Tells the developer of a mistake, each sentence once: in the app's log, else in the console. */
export type Advise = (sentence: string) => void;

const MOST_SENTENCES = 100;

export function createAdvise(report: ((advice: Failure) => void) | undefined): Advise {
  const said = new Set<string>();
  return (sentence) => {
    if (said.has(sentence) || said.size >= MOST_SENTENCES) return;
    said.add(sentence);
    const advice = adviceOf(sentence);
    if (report) tellApp(report, advice);
    // oxlint-disable-next-line no-console -- warnings belong in the console
    else console.warn(`Holdfast: ${sentence}`);
  };
}

export function adviceOf(sentence: string): Failure {
  return new Failure(catalogue.DEFECT, { effect: 'none', details: { remedy: sentence } });
}
