export type { Advice } from './advice.ts';
export { advice } from './every-advice.ts';
export { explainFailure } from './explain-failure.ts';
