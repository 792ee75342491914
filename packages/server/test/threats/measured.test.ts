import { describe, expect, it } from 'vitest';
import { measure } from './figures.ts';

describe.each(['design', 'held-out'] as const)('over the %s part', (part) => {
  const figures = measure(part);

  it('at least 95 of 100 attacks are detected', () => {
    expect(figures.detected / figures.attacks).toBeGreaterThanOrEqual(0.95);
  });

  it('no name, title, search or story is refused', () => {
    expect(figures.refused).toEqual([]);
  });

  it('no text is refused in a cookie or in the address of the page', () => {
    expect(figures.refusedCarried).toEqual([]);
  });

  it('hardly a story is even noticed, and those that are quote an attack', () => {
    expect(figures.noticed.length / figures.benign).toBeLessThan(0.005);
    for (const { value } of figures.noticed) {
      expect(value).toMatch(/<script>alert|OR 1=1|DROP TABLE|etc\/passwd|7\*7/);
    }
  });
});
