import path from 'node:path';
import { expect, it } from 'vitest';
import { importsOf, loadersOf } from './loaded-files.ts';

const at = (file: string): string => path.resolve('packages/server', file);

it('a test loads a file through an entry of its package and a harness', () => {
  const loading = loadersOf(at('src/relay/relay-decision.ts'));
  expect(loading).toContain(at('test/relay-under-test.ts'));
  expect(loading).toContain(at('src/relay/create-relay.test.ts'));
});

it('a file that imports only types of another one does not load it', () => {
  const imports = importsOf(at('src/relay/relay-pump.ts'));
  expect(imports).toContain(at('src/relay/relay-decision.ts'));
  expect(imports).not.toContain(at('src/relay/relay-sink.ts'));
});
