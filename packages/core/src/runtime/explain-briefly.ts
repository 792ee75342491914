import type { explain as explainInFull } from './explain.ts';

/**
 * Stands for `explain` in builds for production, whose users do not read its sentences: see `#explain` in
 * package.json.
 */
export const explain: typeof explainInFull = ({ name, kind }) =>
  `${name} is a ${kind}. Builds for production leave the rest out.`;
