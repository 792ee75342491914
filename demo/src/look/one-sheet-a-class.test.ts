import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const sheets = globSync('**/*.css', { cwd: path.join(import.meta.dirname, '..') });

/** The classes that a sheet styles wherever they stand. Rules for paper concern the whole page. */
function styledIn(sheet: string): ReadonlySet<string> {
  const text = readFileSync(path.join(import.meta.dirname, '..', sheet), 'utf8')
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/@media print \{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
  const selectors = [...text.matchAll(/([^{};]+)\{/g)].flatMap(([, list = '']) => list.split(','));
  const classes = selectors.map((one) => one.match(/\.[a-z][\w-]*/g) ?? []);
  return new Set(classes.filter(({ length }) => length === 1).flat());
}

// A sheet stays when its page goes: a class in two sheets looks different on the way back.
it('each class of a page is styled in one sheet', () => {
  const pages = sheets.filter((sheet) => !sheet.startsWith('look/'));
  expect(pages.length).toBeGreaterThan(9);
  const places = new Map<string, readonly string[]>();
  for (const sheet of pages)
    for (const name of styledIn(sheet)) places.set(name, [...(places.get(name) ?? []), sheet]);
  const twice = [...places].filter(([, where]) => where.length > 1);
  expect(Object.fromEntries(twice)).toEqual({});
});
