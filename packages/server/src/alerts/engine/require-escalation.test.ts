import { expect, it } from 'vitest';
import { requireEscalation } from './require-escalation.ts';

const targets = { chat: { sink: 'slack' }, phone: { sink: 'pager' } };

it('takes steps in order of time that tell known targets', () => {
  const steps = [{ tell: ['chat'] }, { afterMs: 900_000, tell: ['phone', 'chat'] }];
  expect(() => requireEscalation({ targets, escalation: { critical: steps } })).not.toThrow();
  expect(() => requireEscalation({})).not.toThrow();
});

it.each<[string, object, string]>([
  ['a target that no one gave', { critical: [{ tell: ['Chat'] }] }, 'tells Chat'],
  ['a name that every object has', { info: [{ tell: ['constructor'] }] }, 'tells constructor'],
  ['an unknown severity', { Critical: [{ tell: ['chat'] }] }, 'has Critical'],
  ['a time that is no number', { info: [{ afterMs: Number.NaN, tell: ['chat'] }] }, 'afterMs'],
  [
    'steps out of order',
    {
      info: [
        { afterMs: 9, tell: ['chat'] },
        { afterMs: 8, tell: ['phone'] },
      ],
    },
    'a number from 9 on, not 8',
  ],
])('refuses %s, because no one would be told', (_, escalation, remedy) => {
  expect(() => requireEscalation({ targets, escalation })).toThrow(
    expect.objectContaining({
      code: 'DEFECT',
      details: { remedy: expect.stringContaining(remedy) },
    }) as Error,
  );
});
