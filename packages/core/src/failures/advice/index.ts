export type { Advice } from './advice.ts';
export { advice, explainFailure } from './explain-failure.ts';
