import type { StandardSchema } from '@holdfast/core';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { schemaResolver } from '../schema-resolver.ts';
import { createCheck } from './create-check.ts';
import { withChecks } from './with-checks.ts';
import { withRules } from './with-rules.ts';

interface Trip {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly crew: readonly { readonly name: string }[];
}
const schema: StandardSchema<Trip> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) => {
      const trip = value as Trip;
      const issues = [
        ...(trip.name === 'x' ? [{ message: 'Too short.', path: ['name'] }] : []),
        ...(trip.to < 0 ? [{ message: 'Negative.', path: [{ key: 'to' }] }] : []),
      ];
      return issues.length > 0 ? { issues } : { value: trip };
    },
  },
};
const trip: Trip = { name: 'Sea', from: 1, to: 2, crew: [{ name: 'Mara' }] };
const platform = createVirtualPlatform();
function checked(taken: string) {
  const asked: string[] = [];
  const check = createCheck<string>({
    ...{ platform, debounceMs: 0 },
    ask(name) {
      asked.push(name);
      return name === taken ? `${name} is taken.` : undefined;
    },
  });
  return { asked, check };
}
async function validate(of: StandardSchema<Trip>, value: Trip): Promise<unknown> {
  const result = Promise.resolve(of['~standard'].validate(value));
  await platform.advance(0);
  return result;
}

describe('a schema that asks about single fields', () => {
  it('gives the values when all pass, and the issue when one does not', async () => {
    const { check } = checked('Sea');
    const guarded = withChecks(schema, { name: check });
    expect(await validate(guarded, { ...trip, name: 'Lake' })).toEqual({
      value: { ...trip, name: 'Lake' },
    });
    expect(await validate(guarded, trip)).toEqual({
      issues: [{ message: 'Sea is taken.', path: ['name'] }],
    });
  });

  it('asks only about values that the schema finds right and that are there', async () => {
    const { check, asked } = checked('Sea');
    const guarded = withChecks(schema, { name: check, 'crew.0.name': check });
    await validate(guarded, { ...trip, name: 'x', crew: [] });
    await validate(guarded, { ...trip, name: '', crew: [{ name: '' }] });
    expect(asked).toEqual([]);
  });

  it('asks although another field is wrong, and adds its issue to the others', async () => {
    const { check } = checked('Mara');
    const guarded = withChecks(schema, { 'crew.0.name': check });
    expect(await validate(guarded, { ...trip, to: -1 })).toEqual({
      issues: [
        { message: 'Negative.', path: [{ key: 'to' }] },
        { message: 'Mara is taken.', path: ['crew', '0', 'name'] },
      ],
    });
  });

  it('is a resolver for react-hook-form', async () => {
    const { check } = checked('Sea');
    const resolve = schemaResolver(withChecks(schema, { name: check }));
    const result = Promise.resolve(
      resolve(trip, undefined, { fields: {}, shouldUseNativeValidation: false }),
    );
    await platform.advance(0);
    expect((await result).errors).toMatchObject({ name: { message: 'Sea is taken.' } });
  });
});

describe('a schema with rules about several fields', () => {
  const ordered = withRules(schema, [
    {
      of: ['from', 'to'],
      on: 'to',
      check: ({ from, to }) => (from < to ? undefined : 'The end comes before the start.'),
    },
  ]);

  it('shows the sentence on the field that the rule names', async () => {
    expect(await validate(ordered, trip)).toEqual({ value: trip });
    expect(await validate(ordered, { ...trip, from: 3 })).toEqual({
      issues: [{ message: 'The end comes before the start.', path: ['to'] }],
    });
  });

  it('holds although another field is wrong, but not while one of its own is', async () => {
    expect(await validate(ordered, { ...trip, name: 'x', from: 3 })).toMatchObject({
      issues: [{ message: 'Too short.' }, { message: 'The end comes before the start.' }],
    });
    expect(await validate(ordered, { ...trip, to: -1 })).toMatchObject({
      issues: [{ message: 'Negative.' }],
    });
  });

  it('takes an exception of a rule as a failure of its field', async () => {
    const broken = withRules(schema, [
      {
        of: ['crew'],
        on: 'crew',
        check: ({ crew }) => (crew.at(9) as Trip['crew'][number]).name,
      },
    ]);
    expect(await validate(broken, trip)).toEqual({
      issues: [{ message: 'This could not be checked. Something went wrong.', path: ['crew'] }],
    });
  });
});
