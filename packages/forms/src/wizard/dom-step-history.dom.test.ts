import { beforeEach, describe, expect, it } from 'vitest';
import { domStepHistory } from './dom-step-history.ts';
import { keepsSteps, type TestHistory } from './step-history.contract.ts';

beforeEach(() => history.pushState(null, ''));

const make = (): TestHistory => ({
  ...domStepHistory(),
  travel: (by) =>
    new Promise((resolve) => {
      addEventListener('popstate', () => resolve(), { once: true });
      history.go(by);
    }),
});

describe('the history of a browser', () => {
  keepsSteps(make);

  it('leaves the address alone, and the state that a router keeps in the entry', () => {
    const { href } = location;
    history.replaceState({ idx: 3, key: 'abc' }, '');
    make().push({ step: 'two', depth: 1 });
    expect(history.state).toEqual({
      ...{ idx: 3, key: 'abc' },
      'holdfast.wizard': { step: 'two', depth: 1 },
    });
    expect(location.href).toBe(href);
  });

  it('keeps two wizards of one page apart', () => {
    const [one, other] = [domStepHistory('one'), domStepHistory('other')];
    one.push({ step: 'a', depth: 1 });
    expect(other.read()).toBeUndefined();
    other.push({ step: 'b', depth: 1 });
    expect(one.read()).toEqual({ step: 'a', depth: 1 });
  });

  it.each([
    [null],
    ['text'],
    [7],
    [{ 'holdfast.wizard': 'one' }],
    [{ 'holdfast.wizard': { step: 'one', depth: -1 } }],
    [{ 'holdfast.wizard': null }],
  ])('takes the state %j of other code for no mark, and puts a mark beside it', (state) => {
    history.replaceState(state, '');
    expect(make().read()).toBeUndefined();
    make().replace({ step: 'two', depth: 1 });
    expect(make().read()).toEqual({ step: 'two', depth: 1 });
  });
});
