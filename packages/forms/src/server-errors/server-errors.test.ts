import type { FieldIssue } from '@holdfast/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { placeIssues } from '../issues/server-issues-state.ts';
import { aspNetErrors } from './asp-net-errors.ts';
import { nestErrors } from './nest-errors.ts';
import { problemErrors } from './problem-errors.ts';
import { railsErrors } from './rails-errors.ts';
import { zodErrors } from './zod-errors.ts';

const readers = { problemErrors, aspNetErrors, railsErrors, zodErrors, nestErrors };
type Reader = (typeof readers)[keyof typeof readers];

const issue = (pointer: string): FieldIssue => ({ pointer, message: 'no' });
const values = { firstName: 'Ada', 'a/b': '', traits: [{ name: 'brave' }, { name: 'kind' }] };
const refusedByZod = new z.ZodError([
  { code: 'custom', path: ['firstName'], message: 'taken', input: '' },
  { code: 'custom', path: ['traits', 1, 'name'], message: 'rude', input: '' },
]);
/** The fields of the form and the texts that appear there; a text without a field has an empty path. */
function shown(read: Reader, body: unknown): readonly string[] {
  const { placed, unplaced } = placeIssues(read(body) ?? [], values);
  return [
    ...placed.map(({ path, message }) => `${path}: ${message}`),
    ...unplaced.map(({ message }) => `: ${message}`),
  ];
}

describe('a refusal of a server', () => {
  it.each<[string, Reader, unknown, readonly string[]]>([
    [
      'RFC 9457, with JSON pointers',
      problemErrors,
      {
        type: 'https://api.example/invalid',
        errors: [
          { detail: 'taken', pointer: '/firstName' },
          { detail: 'too short', pointer: '#/traits/1/name' },
          { detail: 'escaped', pointer: '/a~1b' },
          { detail: 'of a fragment', pointer: '#/%66irstName' },
          { detail: 'not today', pointer: '' },
          { detail: 'elsewhere', pointer: '/traits/9/name' },
        ],
      },
      [
        ...['firstName: taken', 'traits.1.name: too short', 'a/b: escaped'],
        ...['firstName: of a fragment', ': not today', ': elsewhere'],
      ],
    ],
    [
      'RFC 7807, with invalid_params',
      problemErrors,
      { invalid_params: [{ name: 'first_name', reason: 'taken' }] },
      ['firstName: taken'],
    ],
    [
      'RFC 7807, with invalid-params',
      problemErrors,
      { 'invalid-params': [{ name: 'traits[0].name', reason: 'taken' }] },
      ['traits.0.name: taken'],
    ],
    [
      'ASP.NET',
      aspNetErrors,
      {
        title: 'One or more validation errors occurred.',
        errors: {
          FirstName: ['taken', 'short'],
          'Traits[1].Name': ['too long'],
          '$.traits[0]': ['no object'],
          "$['a/b']": ['odd'],
          '': ['not today'],
        },
      },
      [
        ...['firstName: taken', 'firstName: short', 'traits.1.name: too long'],
        ...['traits.0: no object', 'a/b: odd', ': not today'],
      ],
    ],
    [
      'Rails',
      railsErrors,
      { errors: { first_name: ['is taken'], 'traits[0].name': ['is rude'], base: ['not today'] } },
      ['firstName: is taken', 'traits.0.name: is rude', ': not today'],
    ],
    [
      'Rails, with full sentences',
      railsErrors,
      { errors: ['First name is taken'] },
      [': First name is taken'],
    ],
    [
      'Rails, one attribute inside another',
      railsErrors,
      { errors: { traits: { '1': { name: ['is rude'] } } } },
      ['traits.1.name: is rude'],
    ],
    [
      'Zod, as issues',
      zodErrors,
      { issues: [{ code: 'custom', path: ['traits', 1, 'name'], message: 'rude' }] },
      ['traits.1.name: rude'],
    ],
    [
      'Zod, as a list in `error`',
      zodErrors,
      { error: [{ path: ['firstName'], message: 'taken' }] },
      ['firstName: taken'],
    ],
    [
      'Zod, flattened',
      zodErrors,
      { formErrors: ['not today'], fieldErrors: { firstName: ['taken', 'short'] } },
      ['firstName: taken', 'firstName: short', ': not today'],
    ],
    [
      'Zod, as a tree',
      zodErrors,
      {
        errors: ['not today'],
        properties: {
          firstName: { errors: ['taken'] },
          traits: {
            errors: [],
            items: [null, { errors: [], properties: { name: { errors: ['rude'] } } }],
          },
        },
      },
      ['firstName: taken', 'traits.1.name: rude', ': not today'],
    ],
    [
      'Zod, formatted',
      zodErrors,
      {
        _errors: ['not today'],
        firstName: { _errors: ['taken', 'short'] },
        traits: { _errors: [], 1: { _errors: [], name: { _errors: ['rude'] } } },
      },
      ['firstName: taken', 'firstName: short', 'traits.1.name: rude', ': not today'],
    ],
    [
      'Zod, as the error itself',
      zodErrors,
      { success: false, error: JSON.parse(JSON.stringify(refusedByZod)) as unknown },
      ['firstName: taken', 'traits.1.name: rude'],
    ],
    [
      'Zod, flattened by tRPC',
      zodErrors,
      { data: { zodError: { formErrors: [], fieldErrors: { firstName: ['taken'] } } } },
      ['firstName: taken'],
    ],
    [
      'NestJS, with sentences',
      nestErrors,
      {
        statusCode: 400,
        error: 'Bad Request',
        message: [
          ...['firstName should not be empty', 'traits.0.name must be a string', 'Not today.'],
          'each value in traits must be an object',
        ],
      },
      [
        ...['firstName: firstName should not be empty'],
        ...['traits.0.name: traits.0.name must be a string'],
        ...['traits: each value in traits must be an object', ': Not today.'],
      ],
    ],
    [
      'NestJS, with objects',
      nestErrors,
      {
        message: [
          { property: 'firstName', constraints: { isNotEmpty: 'must not be empty' } },
          {
            property: 'traits',
            children: [
              { property: '1', children: [{ property: 'name', constraints: { a: 'rude' } }] },
            ],
          },
        ],
      },
      ['firstName: must not be empty', 'traits.1.name: rude'],
    ],
  ])('of the shape %s is shown on its fields', (_shape, read, body, expected) => {
    expect(shown(read, body)).toEqual(expected);
  });

  it.each(Object.entries(readers))('of another shape has no issues for %s', (_name, read) => {
    for (const body of [undefined, null, 'no', 5, [], {}, { errors: 5 }, { message: 'no' }]) {
      expect(read(body)).toBeUndefined();
    }
  });
});

describe('a refusal of any shape', () => {
  const names = fc.constantFrom(
    ...['_errors', 'zodError', 'error'],
    ...['errors', 'issues', 'message', 'detail', 'pointer', 'path', 'fieldErrors', 'formErrors'],
    ...['properties', 'items', 'constraints', 'children', 'property', 'invalid_params', 'name'],
    ...['__proto__', 'constructor', 'prototype', 'toString', 'firstName', 'traits', 'reason'],
  );
  const hostile = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.anything({ maxDepth: 1, withBigInt: true, withNullPrototype: true }),
      fc.constantFrom('/__proto__/polluted', '#/%', '#/constructor/prototype', '/~2', '$..[0]'),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(names, tie('node'), { maxKeys: 4 }),
    ),
  })).node;

  it.each(Object.entries(readers))(
    "never breaks %s, and shows issues on the form's own fields only",
    (_name, read) => {
      fc.assert(
        fc.property(hostile, (body) => {
          const issues = read(body) ?? [];
          expect(issues.length).toBeLessThanOrEqual(10_000);
          const { placed, unplaced } = placeIssues(issues, values);
          expect(placed.length + unplaced.length).toBeLessThanOrEqual(51);
          for (const { path, message } of placed) {
            expect(path).not.toMatch(/__proto__|constructor|prototype/);
            expect(typeof message).toBe('string');
          }
          expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
        }),
        { numRuns: 300 },
      );
    },
  );

  it('is bounded, and the last line tells how much more there is', () => {
    const errors = Array.from({ length: 900 }, () => ({
      detail: 'x'.repeat(9000),
      pointer: '/firstName',
    }));
    const { placed, unplaced } = placeIssues(problemErrors({ errors }) ?? [], values);
    expect(placed).toHaveLength(50);
    expect(placed[0]?.message).toHaveLength(500);
    expect(unplaced).toEqual([{ pointer: '', message: '… +850' }]);
  });

  it('is no issue where it is no object with a text', () => {
    const odd = [null, 5, {}, { message: 5, pointer: '/firstName' }] as unknown as FieldIssue[];
    expect(placeIssues(odd, values)).toMatchObject({ placed: [], unplaced: [] });
  });
});

describe('a pointer into a list', () => {
  const list = { traits: Array.from({ length: 12 }, () => '') };

  it.each(['/traits/length', '/traits/-', '/traits/-1', '/traits/1_0', '/traits/01', '/traits/12'])(
    'that names no item of it (%s) stands at no field',
    (pointer) => {
      expect(placeIssues([issue(pointer)], list)).toMatchObject({
        placed: [],
        unplaced: [{ pointer, message: 'no' }],
      });
    },
  );
});

describe('an alias', () => {
  it.each([
    ['/user/mail', { 'user.mail': 'firstName' }, 'firstName'],
    ['/character/firstName', { character: '' }, 'firstName'],
    ['/tags/1/name', { tags: 'traits' }, 'traits.1.name'],
    ['/tags/1/title', { tags: 'a/b', 'tags.1.title': 'traits.1.name' }, 'traits.1.name'],
    ['/first-name', {}, 'firstName'],
  ])('leads from %s with %j to its field', (pointer, aliases, path) => {
    expect(placeIssues([issue(pointer)], values, aliases).placed).toMatchObject([{ path }]);
  });

  it('does not count when it is a member of every object', () => {
    expect(placeIssues([issue('/constructor')], values, {}).placed).toEqual([]);
  });
});
