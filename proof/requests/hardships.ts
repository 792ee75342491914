import { type FaultMix, faultMixes } from '@holdfast/testing/node';

/** What a run has to live with: a line, and a server that is well or ill. */
export interface Hardship {
  readonly name: string;
  readonly line: FaultMix;
  readonly server: 'well' | 'ill';
}

const { everything, ...single } = faultMixes;

export const hardships: readonly Hardship[] = [
  ...Object.values(single).map((line): Hardship => ({ name: line.name, line, server: 'well' })),
  { name: 'server bursts', line: { name: 'none', chances: {} }, server: 'ill' },
  { name: 'everything', line: everything, server: 'ill' },
];
