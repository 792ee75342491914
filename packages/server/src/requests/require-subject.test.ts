import { isFailure } from '@holdfast/core';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { requireSubject } from './require-subject.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const check =
  (headers: Record<string, string>, subject = 'mara') =>
  (): void =>
    requireSubject(new Request('http://test/', { headers }), subject);

it('lets a request through that is meant for the signed-in user, or names no user', () => {
  expect(check({ 'holdfast-subject': 'mara' })).not.toThrow();
  expect(check({ 'holdfast-subject': 'm%C3%A1ra' }, 'mára')).not.toThrow();
  expect(check({})).not.toThrow();
});

it.each([['noor'], [''], ['MARA'], ['mara%'], ['%6Dara, mara']])(
  'refuses what is meant for %j',
  (meant) => {
    expect(check({ 'holdfast-subject': meant })).toThrow('SUBJECT_MISMATCH');
  },
);

it('lets through or refuses by name, for every header', () => {
  const piece = fc.constantFrom(
    '%',
    '%6',
    '%6D',
    'm',
    'ara',
    '%ff',
    '%C3%A1',
    ',',
    ' ',
    '__proto__',
  );
  const meant = fc.array(piece).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(meant, (subject) => {
      const refusal = refusalOf(check({ 'holdfast-subject': subject }));
      expect(refusal === undefined || isFailure(refusal, 'SUBJECT_MISMATCH')).toBe(true);
      // Spaces around a field are none of it.
      const isMeant = subject.trim().replace('%6D', 'm') === 'mara';
      expect(refusal === undefined).toBe(isMeant);
    }),
    { numRuns: 10_000 },
  );
});

function refusalOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
