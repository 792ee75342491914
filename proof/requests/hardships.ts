import { type FaultMix, faultMixes } from '@holdfast/testing/node';

/** The conditions of a run: a line, and a server with or without troubles of its own. */
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
