import { Failure } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  initialWizard,
  nextWizard,
  type StepRule,
  type StepVerdict,
  type WizardEvent,
  type WizardState,
} from './wizard-state.ts';

const rules: readonly StepRule[] = [
  { id: 'a', isAsked: true, isOptional: false },
  { id: 'b', isAsked: true, isOptional: true },
  { id: 'c', isAsked: true, isOptional: false },
  { id: 'd', isAsked: true, isOptional: false },
];
const withoutB = rules.map((rule) => ({ ...rule, isAsked: rule.id !== 'b' }));
const at = (step: string, more: Partial<WizardState> = {}): WizardState => ({
  ...initialWizard({ step, passed: [], skipped: [] }),
  ...more,
});
const way = (here: string, to?: string): Pick<WizardState, 'way'> => ({ way: { at: here, to } });
const asked = (to?: string): WizardEvent => ({ type: 'asked', to });
const VALID: StepVerdict = { kind: 'valid' };
const valid = (step: string): WizardEvent => ({ type: 'checked', at: step, verdict: VALID });
const failure = new Failure(NETWORK_FAILED);
const failed = { kind: 'failed', failure } as const;
const refused = { kind: 'refused', message: 'Not yet.' } as const;

describe('a wizard', () => {
  it.each<[string, WizardState, WizardEvent, WizardState, (readonly StepRule[])?]>([
    ['checks every step before the one asked for', at('a'), asked('c'), at('a', way('a', 'c'))],
    ['begins with the first, also from a later one', at('b'), asked('c'), at('b', way('a', 'c'))],
    [
      'goes on to the next check',
      at('a', way('a', 'c')),
      valid('a'),
      at('a', { ...way('b', 'c'), passed: ['a'] }),
    ],
    [
      'arrives when all are valid',
      at('a', { ...way('b', 'c'), passed: ['a'] }),
      valid('b'),
      at('c', { passed: ['a', 'b'], moves: 1 }),
    ],
    [
      'stops at the first invalid step',
      at('a', { ...way('b', 'd'), passed: ['a'] }),
      { type: 'checked', at: 'b', verdict: { kind: 'invalid' } },
      at('b', { passed: ['a'], moves: 1 }),
    ],
    [
      'leads back to an earlier step that is no longer valid',
      at('c', way('a', 'd')),
      { type: 'checked', at: 'a', verdict: { kind: 'invalid' } },
      at('a', { moves: 1 }),
    ],
    [
      'keeps the sentence of a guard that said no',
      at('a', way('a', 'b')),
      { type: 'checked', at: 'a', verdict: refused },
      at('a', { problems: { a: refused } }),
    ],
    [
      'keeps the failure of a guard that failed',
      at('a', way('a', 'b')),
      { type: 'checked', at: 'a', verdict: failed },
      at('a', { problems: { a: failed } }),
    ],
    [
      'forgets the problem when the step is valid',
      at('a', { ...way('a', 'b'), problems: { a: failed } }),
      valid('a'),
      at('b', { passed: ['a'], moves: 1 }),
    ],
    [
      'forgets it when the user changes a field of the step',
      at('a', { problems: { a: refused } }),
      { type: 'edited', step: 'a' },
      at('a'),
    ],
    ['ignores the answer of a check that it gave up', at('a'), valid('a'), at('a')],
    [
      'ignores the answer of a check for another step',
      at('a', way('b', 'c')),
      valid('a'),
      at('a', way('b', 'c')),
    ],
    ['goes back without a check', at('d'), asked('b'), at('b', { moves: 1 })],
    [
      'gives up the way on when the user goes back',
      at('b', way('a', 'd')),
      asked('a'),
      at('a', { moves: 1 }),
    ],
    ['stays where the user asks for the current step', at('b'), asked('b'), at('b')],
    ['knows no step of another name', at('a'), asked('x'), at('a')],
    [
      'checks all steps on the way past the last one, and stays there',
      at('d', way('d')),
      valid('d'),
      at('d', { passed: ['d'] }),
    ],
    [
      'passes over a step that the values do not ask for',
      at('a', way('a', 'c')),
      valid('a'),
      at('c', { passed: ['a'], moves: 1 }),
      withoutB,
    ],
    ['does not go to such a step', at('a'), asked('b'), at('a'), withoutB],
    [
      'leaves out an optional step without a check',
      at('b'),
      { type: 'skipped' },
      at('b', { ...way('a', 'c'), skipped: ['b'] }),
    ],
    ['does not leave out another step', at('c'), { type: 'skipped' }, at('c')],
    [
      'passes over a step that the user left out',
      at('b', { ...way('a', 'c'), skipped: ['b'] }),
      valid('a'),
      at('c', { passed: ['a'], skipped: ['b'], moves: 1 }),
    ],
    [
      'no longer leaves out a step to which the user comes back',
      at('c', { skipped: ['b'] }),
      asked('b'),
      at('b', { moves: 1 }),
    ],
    ['gives up a way that takes too long', at('a', way('a', 'c')), { type: 'stopped' }, at('a')],
    [
      'is where the draft says, with nothing under way',
      at('a', { ...way('a', 'b'), problems: { a: refused } }),
      { type: 'restored', place: { step: 'c', passed: ['a', 'x'], skipped: ['b', 'y'] } },
      at('c', { passed: ['a'], skipped: ['b'] }),
    ],
    [
      'begins with its first step when the app no longer has the one in the draft',
      at('b'),
      { type: 'restored', place: { step: 'x', passed: [], skipped: [] } },
      at('a'),
    ],
  ])('%s', (_, state, event, expected, given = rules) => {
    expect(nextWizard(state, event, given)).toEqual(expected);
  });

  it('reaches no step past one that has not passed its check on the same way', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const id = fc.constantFrom(...ids);
    const event = fc.oneof(
      id.map((to) => asked(to)),
      fc.constant(asked()),
      fc.constant<WizardEvent>({ type: 'skipped' }),
      fc
        .tuple(id, fc.constantFrom<StepVerdict>(VALID, { kind: 'invalid' }, refused, failed))
        .map(([of, verdict]): WizardEvent => ({ type: 'checked', at: of, verdict })),
      fc.constant<WizardEvent>({ type: 'stopped' }),
      id.map((step): WizardEvent => ({ type: 'edited', step })),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ event, isB: fc.boolean() }), { maxLength: 40 }), (steps) => {
        let state = at('a');
        let passedOnWay = new Set<string>();
        const unchecked: string[] = [];
        for (const { event: one, isB } of steps) {
          const given = isB ? rules : withoutB;
          const next = nextWizard(state, one, given);
          if (one.type === 'asked' || one.type === 'skipped') passedOnWay = new Set();
          if (one.type === 'checked' && one.verdict.kind === 'valid' && state.way?.at === one.at) {
            passedOnWay.add(one.at);
          }
          if (ids.indexOf(next.step) > ids.indexOf(state.step)) {
            for (const { id: before, isAsked } of given.slice(0, ids.indexOf(next.step))) {
              if (!isAsked || next.skipped.includes(before)) continue;
              // A step turned up on the way that the values did not ask for when it went past.
              if (before === 'b' && steps.some((each) => !each.isB)) continue;
              if (!passedOnWay.has(before)) unchecked.push(before);
            }
          }
          expect(ids).toContain(next.step);
          expect(unchecked).toEqual([]);
          state = next;
        }
      }),
    );
  });
});
