import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import type { FailureKind } from '../failure-kind.ts';
import * as policyKinds from '../kinds/policy.ts';
import { advice } from './every-advice.ts';

const src = path.resolve(import.meta.dirname, '../..');

function sources(pattern: string): string {
  const files = globSync(pattern, { cwd: src }).filter((file) => !/\.(test|test-d)\./.test(file));
  expect(files).not.toEqual([]);
  return files.map((file) => readFileSync(path.join(src, file), 'utf8')).join('\n');
}

const everything = sources('**/*.ts');
// An option of the same name elsewhere does not help a developer who set up a policy.
const policies = sources('policies/**/*.ts') + sources('failures/failure.ts');

const isDeclared = (name: string, text: string): boolean =>
  new RegExp(
    String.raw`export (?:async )?(?:function|const) ${name}\b|readonly ${name}\??:|^ {2}${name}\(.*\): .*;$`,
    'm',
  ).test(text);

/** The names a kind asks for when it picks its details. */
function detailsOf({ pick }: FailureKind): readonly string[] {
  const asked: string[] = [];
  pick?.(new Proxy({}, { get: (_, name) => void asked.push(String(name)) }));
  return asked;
}

// Headers, modes and objects of the platform, which no source of ours declares.
const FOREIGN = new Set([
  'Access-Control-Allow-Headers',
  'Idempotency-Key',
  'If-Match',
  'Origin',
  'Sec-Fetch-Site',
  'accept',
  'content-type',
  'no-cors',
  'versionchange',
  'window',
]);

const named = (Object.keys(catalogue) as (keyof typeof advice)[]).flatMap((code) => {
  const { message, remedy } = advice[code];
  return [...`${message} ${remedy}`.matchAll(/`([^`]+)`/g)].map(
    ([, name = '']) => [code, name] as const,
  );
});

function isThere(code: keyof typeof advice, name: string): boolean {
  const [, detail] = /^details\.(\w+)$/.exec(name) ?? [];
  if (detail !== undefined) return detailsOf(catalogue[code]).includes(detail);
  const text = Object.hasOwn(policyKinds, code) ? policies : everything;
  return FOREIGN.has(name) || isDeclared(name.replace(/\(\)$/, ''), text);
}

describe('what the advice names', () => {
  it.each(named)('%s: `%s` is there to be used', (code, name) => {
    expect(isThere(code, name)).toBe(true);
  });

  it('names a foreign thing only where the list of foreign things has it', () => {
    const foreign = named.map(([, name]) => name).filter((name) => FOREIGN.has(name));
    expect(new Set(foreign)).toEqual(FOREIGN);
  });
});
