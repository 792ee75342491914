import type { FaultMix } from './fault-mix.ts';

type Name = 'latency' | 'cuts' | 'resets' | 'truncation' | 'slices' | 'stalls' | 'everything';

/** Lines with one kind of trouble each, and one with all of them. */
export const faultMixes: Readonly<Record<Name, FaultMix>> = {
  latency: { name: 'latency', chances: { delay: 1 }, latencyMs: 20, jitterMs: 40 },
  cuts: { name: 'cuts', chances: { cut: 0.2 } },
  resets: { name: 'resets', chances: { reset: 0.15, refuse: 0.05 } },
  truncation: { name: 'truncation', chances: { truncate: 0.2 } },
  slices: { name: 'slices', chances: { slice: 1 }, sliceBytes: 24 },
  stalls: { name: 'stalls', chances: { stall: 0.2 } },
  everything: {
    name: 'everything',
    chances: {
      delay: 0.5,
      slice: 0.3,
      refuse: 0.03,
      cut: 0.05,
      reset: 0.05,
      truncate: 0.05,
      stall: 0.02,
    },
  },
};
