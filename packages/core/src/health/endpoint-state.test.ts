import { describe, expect, it } from 'vitest';
import { createEndpoint, endpointsToTry, nextEndpoint, type Endpoint } from './endpoint-state.ts';

const rules = { consecutiveFailures: 2, baseMs: 100, maxMs: 250 };
const after = (ends: readonly ('succeeded' | 'failed')[], now = 1000): Endpoint =>
  ends.reduce((endpoint, end) => nextEndpoint(endpoint, end, now, rules), createEndpoint('a'));

describe('an endpoint', () => {
  it.each<[string, readonly ('succeeded' | 'failed')[], number]>([
    ['stays in with fewer failures in a row than ejects', ['failed'], 0],
    ['is ejected by as many as ejects', ['failed', 'failed'], 1100],
    ['is forgiven by one success', ['failed', 'succeeded', 'failed'], 0],
    ['is left out longer each time', ['failed', 'failed', 'failed', 'failed'], 1200],
    ['is never left out longer than the longest time', Array<'failed'>(8).fill('failed'), 1250],
  ])('%s', (_title, ends, ejectedUntil) => {
    expect(after(ends).ejectedUntil).toBe(ejectedUntil);
  });

  it('is left out after five failures for 30 s, and for 5 min at most, by default', () => {
    const ends = Array<'failed'>(60).fill('failed');
    const states = ends.map((_, index) =>
      ends
        .slice(0, index + 1)
        .reduce((endpoint, end) => nextEndpoint(endpoint, end, 0), createEndpoint('a')),
    );
    expect([3, 4, 59].map((index) => states[index]?.ejectedUntil)).toEqual([0, 30_000, 300_000]);
  });

  it('comes back when its time is over', () => {
    const ejected = after(['failed', 'failed']);
    const other = createEndpoint('b');
    expect(endpointsToTry([ejected, other], 1099)).toEqual([other]);
    expect(endpointsToTry([ejected, other], 1100)).toEqual([ejected, other]);
  });

  it('is tried although it is ejected, when every endpoint is ejected', () => {
    const ejected = after(['failed', 'failed']);
    expect(endpointsToTry([ejected], 1000)).toEqual([ejected]);
  });
});
