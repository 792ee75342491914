import { expect, it } from 'vitest';
import { finishFields, finishWith } from './finish-fields.ts';

it('each field of a form that is still there finishes its text, and none of another form', () => {
  const [form, other] = [{}, {}];
  const finished: string[] = [];
  const leave = finishWith(form, () => finished.push('gone'));
  finishWith(form, () => finished.push('name'));
  finishWith(other, () => finished.push('other'));
  leave();
  finishFields(form);
  expect(finished).toEqual(['name']);
});

it('a form without such fields has nothing to finish', () => {
  expect(() => finishFields({})).not.toThrow();
});
