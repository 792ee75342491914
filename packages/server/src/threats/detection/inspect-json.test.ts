import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { inspectJson } from './inspect-json.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
};
const inMail = 'x\nBcc: all@example.org';
const script = '<script>alert(1)</script>';

describe('a body', () => {
  it('may hold anything that is no string', () => {
    expect(inspectJson({ a: [1, true, null, { b: 2.5 }] })).toBeUndefined();
    expect(inspectJson(null)).toBeUndefined();
  });

  it.each([
    ['as a whole', script],
    ['in a member', { name: script }],
    ['in a list', { names: ['Mara', script] }],
    ['as a name', { [script]: 1 }],
  ])('is looked at %s', (_, value) => {
    expect(inspectJson(value)).toEqual({
      attack: 'script',
      rule: 'script-element',
      place: 'field',
    });
  });

  it('may be nested as deep as 32, not deeper', () => {
    expect(inspectJson(nested(32))).toBeUndefined();
    expect(inspectJson(nested(33))).toEqual({ attack: 'nesting', rule: 'depth', place: 'field' });
    expect(inspectJson(nested(100_000))?.attack).toBe('nesting');
  });
});

describe('prose', () => {
  const prose = ['/text', '/traits/*', '/a~1b/~0'];

  it.each([
    [{ text: inMail }, false],
    [{ traits: ['kind', inMail] }, false],
    [{ 'a/b': { '~': inMail } }, false],
    [{ traits: inMail }, true],
    [{ text: { more: inMail } }, true],
    [{ other: inMail }, true],
    [[inMail], true],
  ])('is only where it was declared: %j', (value, found) => {
    expect(inspectJson(value, { prose }) !== undefined).toBe(found);
  });

  it('is told apart in the finding', () => {
    expect(inspectJson({ text: script }, { prose })?.place).toBe('prose');
  });

  it('never hides what stands in a field', () => {
    const value = { id: script, text: '{{7*7}}' };
    expect(inspectJson(value, { prose })).toMatchObject({ attack: 'script', place: 'field' });
    expect(inspectJson({ text: '{{7*7}}', id: script }, { prose })?.place).toBe('field');
  });
});

it('never fails, for any value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.string(), { maxLength: 3 }), (value, prose) => {
      expect(['field', 'prose', undefined]).toContain(inspectJson(value, { prose })?.place);
    }),
    { numRuns: 10_000 },
  );
});
