import { describe, expect, it } from 'vitest';
import { placeIssues, stillTrue } from './server-issues-state.ts';

const values = { name: 'Ada', 'a/b': '', traits: [{ name: 'brave' }], odd: { 'x.y': 1 } };
const issue = (pointer: string): { readonly pointer: string; readonly message: string } => ({
  pointer,
  message: 'no',
});

describe('issues that the server found', () => {
  it.each([
    ['/name', 'name', 'Ada'],
    ['/a~1b', 'a/b', ''],
    ['/traits', 'traits', values.traits],
    ['/traits/0/name', 'traits.0.name', 'brave'],
  ])('with the pointer %s are placed on %s', (pointer, path, value) => {
    expect(placeIssues([issue(pointer)], values)).toEqual({
      placed: [{ path, message: 'no', value }],
      unplaced: [],
      values,
    });
  });

  it.each(['', '/', '/unknown', '/traits/7', '/name/length', '/odd/x.y', 'name', '/toString'])(
    'with the pointer %j are about no field',
    (pointer) => {
      expect(placeIssues([issue(pointer)], values).unplaced).toEqual([issue(pointer)]);
    },
  );

  it('are true until their own value changes', () => {
    const issues = placeIssues([issue('/name'), issue('/traits/0/name')], values);
    expect(stillTrue(issues, { ...values, traits: [{ name: 'brave' }] })).toBe(issues);
    expect(stillTrue(issues, { ...values, name: 'Grace' }).placed.map(({ path }) => path)).toEqual([
      'traits.0.name',
    ]);
    expect(stillTrue(issues, { ...values, traits: [] }).placed.map(({ path }) => path)).toEqual([
      'name',
    ]);
  });

  it('about no field are true until anything changes', () => {
    const issues = placeIssues([issue('')], values);
    expect(stillTrue(issues, structuredClone(values))).toBe(issues);
    expect(stillTrue(issues, { ...values, name: 'Grace' }).unplaced).toEqual([]);
  });

  it('about no field go once, so that the next keys render nothing', () => {
    const issues = placeIssues([issue('')], values);
    const { unplaced } = stillTrue(issues, { ...values, name: 'Grac' });
    expect(stillTrue(issues, { ...values, name: 'Grace' }).unplaced).toBe(unplaced);
  });
});
