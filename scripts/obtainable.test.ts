import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { obtainedTypes } from './obtainable.ts';

it('finds the types that an app gets from functions and their results, and no types of arguments', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'index.d.ts');
  writeFileSync(
    file,
    `export declare function open(options: OpenOptions): Promise<Store<Row>>;
export interface OpenOptions { readonly mode: Mode; }
export interface Store<T extends Bound> extends Base { read(key: Key): Found<T>; readonly state: State; }
export type State = Open | Closed;
`,
  );
  const obtained = ['Promise', 'Store', 'Row', 'Base', 'Found', 'T', 'State', 'Open', 'Closed'];
  expect([...obtainedTypes([file])].toSorted()).toEqual(obtained.toSorted());
});
