import { expect, it } from 'vitest';
import { requireSubject } from './require-subject.ts';

const check =
  (headers: Record<string, string>, subject = 'mara') =>
  (): void =>
    requireSubject(new Request('http://test/', { headers }), subject);

it('lets through what is meant for the one signed in, or for nobody in particular', () => {
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
