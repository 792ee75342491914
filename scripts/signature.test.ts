import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { signatureOf } from './signature.ts';

function declared(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return path.join(folder, 'index.d.ts');
}

it('follows re-exports to the declaration, and leaves comments out', () => {
  const index = declared({
    'index.d.ts': "export { wait as sleep } from './wait.ts';",
    'wait.d.ts': `/** Waits. */
export declare function wait(/** How long. */ ms: number): Promise<void>;
`,
  });
  expect(signatureOf(index, 'sleep')).toBe('function wait( ms: number): Promise<void>;');
});

it('gives every overload, and a type with the value of the same name', () => {
  const index = declared({
    'index.d.ts': `export declare function read(name: string): string;
export declare function read(name: number): number;
export declare const Cell: 1;
export type Cell = 2;
`,
  });
  expect(signatureOf(index, 'read').split('\n')).toHaveLength(2);
  expect(signatureOf(index, 'Cell')).toBe('const Cell: 1;\ntype Cell = 2;');
});

it('says which name is missing', () => {
  expect(() => signatureOf(declared({ 'index.d.ts': '' }), 'sleep')).toThrow(/exports no sleep/);
});
