import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { attackRules, inspectText } from './inspect-text.ts';
import type { Place } from './rule.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe('a sign of an attack', () => {
  it.each([
    ["' OR '1'='1", 'sql'],
    ['1 UNION SELECT name, password FROM users', 'sql'],
    ["'; DROP TABLE notes;--", 'sql'],
    ['<script>alert(1)</script>', 'script'],
    ['<svg/onload=alert(1)>', 'script'],
    ['[read](javascript:alert(1))', 'script'],
    ['../../../etc/passwd', 'traversal'],
    ['..\\..\\windows\\win.ini', 'traversal'],
    ['file:///etc/hosts', 'traversal'],
    ['x\r\nSet-Cookie: a=b', 'header'],
    ['mara@example.org\nBcc: all@example.org', 'header'],
    ['{{7*7}}', 'template'],
    ['${jndi:ldap://evil.example/a}', 'template'],
    ["<%= system('id') %>", 'template'],
    ['[[[['.repeat(10), 'nesting'],
  ])('%j in a field is %s', (text, attack) => {
    expect(inspectText(text, 'field')?.attack).toBe(attack);
  });

  it.each([
    ['twice percent-encoded', '%253Cscript%253Ealert(1)%253C/script%253E'],
    ['in overlong UTF-8', '%c0%bcscript%c0%bealert(1)'],
    ['with entities', '&#x3c;script&#00062;alert&lpar;1)'],
    ['with escapes', String.raw`\u003cscript\x3ealert\u{28}1)`],
    ['in full-width letters', '＜ｓｃｒｉｐｔ＞ａｌｅｒｔ（1）'],
    ['in mixed case', '<ScRiPt>aLeRt(1)'],
    ['with invisible characters', '<scr\u200bipt>al\u00adert(1)'],
    ['across lines', '<script\n>\talert(1)'],
    ['each within the other', '%26%23x3c%3bscript\\u003ealert(1)'],
  ])('is found %s', (_, text) => {
    expect(inspectText(text, 'field')?.attack).toBe('script');
  });

  it.each([
    ["'/**/OR/**/1=1--"],
    ["'/* a */UNION/* b */ALL/* c */SELECT/* d */NULL--"],
    ['1 /*!50000UNION*/ /*!SELECT*/ null'],
  ])('is found behind comments: %s', (text) => {
    expect(inspectText(text, 'field')?.attack).toBe('sql');
  });
});

describe('where it stands decides', () => {
  it.each<[string, Place, boolean]>([
    ['From: Mara\nTo: Noor\n\nCome home.', 'address', true],
    ['From: Mara\nTo: Noor\n\nCome home.', 'field', false],
    ['x\nContent-Type: text/html', 'field', true],
    ['x\nContent-Type: text/html', 'prose', false],
    ["admin'--", 'field', true],
    ["admin'--", 'prose', false],
    ['up to ./../attic', 'address', true],
    ['up to ./../attic', 'prose', false],
    ['{% include header %}', 'field', true],
    ['{% include header %}', 'prose', false],
    ['<svg onload=alert(1)>', 'prose', true],
  ])('%j in %s: %s', (text, place, found) => {
    expect(inspectText(text, place) !== undefined).toBe(found);
  });
});

/** Of up to three tries, so that a machine that was busy elsewhere is not taken for a slow pattern. */
function fastestMs(task: () => unknown): number {
  let fastest = Infinity;
  for (let attempt = 0; attempt < 3 && fastest > 50; attempt += 1) {
    const start = performance.now();
    task();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
}

/** The parts that a pattern may repeat, without its sets of letters and its escapes. */
const repetitions = (pattern: RegExp): readonly string[] =>
  pattern.source
    .replaceAll(/\\./g, '_')
    .replaceAll(/\[(?:[^\]])*\]/g, '_')
    .replaceAll(/\(\?<?[:=!]/g, '(')
    .match(/[*+]|\{\d+,\}/g) ?? [];

describe('time', () => {
  const all = attackRules.flatMap(([attack, , rules]) =>
    rules.map(([name, , pattern]) => [attack, name, pattern] as const),
  );

  it('can tell a bounded pattern from an unbounded one', () => {
    expect(repetitions(/[*+]a{2,9}\*\+(?:b)?/)).toEqual([]);
    expect(repetitions(/a*b+c{2,}/)).toEqual(['*', '+', '{2,}']);
  });

  it.each(all)('of %s/%s: it repeats nothing without an upper bound', (_, __, pattern) => {
    expect(repetitions(pattern)).toEqual([]);
    expect(pattern.flags).toBe('');
  });

  // What rules begin with, so that each is led on as far as it goes.
  const bait = [
    "'or ", "' or 1=", 'union select ', "'; drop ", '<script ', '<a on', '<base ', 'javascript:', '../',
    '\r\nx-a', '{{popen', '${', '<%', '[a]', '{"a":', '/*', '*/', '&#x3c;', '%253c', '\\u003c',
    "' and x is ", '1 or 1', '"onaaa=', "'+eval", '</title> ', 'a@b\r\n', '%c0', '(select ', '__a__',
  ]; // prettier-ignore

  it.each(bait.map((unit) => [unit]))('stays bounded over 100,000 letters of %j', (unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    expect(fastestMs(() => inspectText(text, 'address'))).toBeLessThan(1000);
  });

  it('never fails and never takes long, for any text', () => {
    const text = fc.oneof(
      fc.array(fc.constantFrom(...bait), { maxLength: 60 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom(...`%u&#x;\\{}<>'"-/*.0aF\u560d\ud83d`.split('')),
        maxLength: 200,
      }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom<Place>('address', 'field', 'prose'), (value, place) => {
        const ms = fastestMs(() => inspectText(value, place));
        expect(ms).toBeLessThan(100);
      }),
      { numRuns: 10_000 },
    );
  });
});
