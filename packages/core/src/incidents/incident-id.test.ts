import { describe, expect, it } from 'vitest';
import { nextIncidentId } from './incident-id.ts';

describe('an incident id', () => {
  it('is short, never repeats, and identifies its page', () => {
    const ids = Array.from({ length: 100 }, nextIncidentId);
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(id).toMatch(/^[\da-v]{10}-[\da-z]+$/);
    expect(new Set(ids.map((id) => id.slice(0, 10))).size).toBe(1);
  });
});
