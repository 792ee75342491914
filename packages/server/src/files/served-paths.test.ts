import { Script } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceMapsOf, withoutInlineMap } from './served-paths.ts';

const MAP = 'eyJzb3VyY2VzIjpbInNlY3JldCJdfQ==';
const data = `data:application/json;charset=utf-8;base64,${MAP}`;
const encoded = `data:application/json,${encodeURIComponent(JSON.stringify({ a: ["it's *secret*"] }))}`;

const isScript = (text: string): boolean => {
  try {
    return new Script(text) instanceof Script;
  } catch {
    return false;
  }
};

describe('a source map that is written into a file', () => {
  it.each([
    ['at the end', 'a.js', `a()\n//# sourceMappingURL=${data}`],
    ['in the old way', 'a.js', `a()\n//@ sourceMappingURL=${data}\n`],
    ['behind a statement', 'a.mjs', `a();//# sourceMappingURL=${data}\nb()`],
    ['with lines of Windows', 'a.js', `a()\r\n//# sourceMappingURL=${data}\r\nb()`],
    ['after a space', 'a.js', `a()\n//# sourceMappingURL= ${data}`],
    ['in capitals', 'a.js', `a()\n//# sourceMappingURL=${data.replace('data', 'DATA')}`],
    ['with percent signs', 'a.js', `a()\n//# sourceMappingURL=${encoded}\nb()`],
    ['as it is', 'a.js', 'a()\n//# sourceMappingURL=data:application/json,{"a":["secret"]}\nb()'],
    ['in a block', 'a.js', `a();/*# sourceMappingURL=${data} */b()`],
    ['in a style sheet', 'a.css', `a{}/*# sourceMappingURL=${data} */b{}`],
    ['in a style sheet, with percent signs', 'a.css', `a{}\n/*# sourceMappingURL=${encoded}*/`],
  ])('is removed completely, and the other text stays: %s', (_, path, text) => {
    const left = withoutInlineMap(path, text);
    expect(left).not.toMatch(/secret|sourceMappingURL|base64|eyJ/);
    const code = left.replaceAll(/[\s;]/g, '');
    expect(['a()', 'a()b()', 'a{}', 'a{}b{}']).toContain(code);
  });

  it.each([
    'css += "\\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(x), " */")',
    'c += "\\n//# sourceMappingURL=data:application/json;base64," + btoa(m);f()',
    "c+='//# sourceMappingURL=data:application/json;base64,'+btoa(m)",
    'c+=`\\n//# sourceMappingURL=data:application/json;base64,${btoa(m)}`;f()',
    'c+=`\n//# sourceMappingURL=data:application/json;base64,${btoa(m)}`;f()',
    'c+=`\n//# sourceMappingURL=data:application/json;base64,${btoa(m)}\n`;f()',
    'c+=`\n/*# sourceMappingURL=data:application/json;base64,${btoa(m)} */`;f()',
  ])('is not confused with a text of the script, which stays as it is: %s', (text) => {
    expect(withoutInlineMap('a.js', text)).toBe(text);
  });

  it('is taken out, and the script around it still parses', () => {
    const part = fc.constantFrom(
      ...['a()', '"text"', "'text'", '`one\ntwo`', '/* block */', '// line\n', '\n', ';'],
      ...[`//# sourceMappingURL=${data}\n`, `/*# sourceMappingURL=${encoded} */`],
      '`//# sourceMappingURL=data:application/json;base64,${btoa(1)}`',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join(';');
        fc.pre(isScript(text));
        expect(isScript(withoutInlineMap('a.js', text))).toBe(true);
      }),
    );
  });
});

it('finds the source maps that a file names, also after a space', () => {
  expect(sourceMapsOf('/assets/a.js', '//# sourceMappingURL= maps/a.json\n')).toEqual([
    '/assets/maps/a.json',
  ]);
});
