import vm from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { Failure, isFailure, withContext } from './failure.ts';
import { CONFLICT, RATE_LIMITED, type BODY_TOO_LARGE } from './kinds/http.ts';
import { parseFailure } from './parse-failure.ts';
import { toFailure } from './naming/to-failure.ts';
import { matchFailure } from './match-failure.ts';

interface Copy {
  readonly Failure: typeof Failure;
  readonly isFailure: typeof isFailure;
  readonly BODY_TOO_LARGE: typeof BODY_TOO_LARGE;
  readonly RATE_LIMITED: typeof RATE_LIMITED;
}

const source = `
  export { Failure, isFailure } from './src/failures/failure.ts';
  export { BODY_TOO_LARGE, RATE_LIMITED } from './src/failures/kinds/http.ts';
`;

/** A second bundle of the package, as in an app that installed two versions. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: source,
      resolveDir: new URL('../../', import.meta.url).pathname,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'copy',
  });
  return outputFiles.map(({ text }) => text).join('');
}

const code = await bundle();
const sandbox = vm.createContext({ crypto: globalThis.crypto });
const copies: readonly (readonly [string, Copy])[] = [
  ['another bundle', vm.runInThisContext(`${code}; copy;`) as Copy],
  ['another realm', vm.runInContext(`${code}; copy;`, sandbox) as Copy],
];

describe.each(copies)('a failure of %s', (place, copy) => {
  const theirs = new copy.Failure(copy.RATE_LIMITED, { retryAfterMs: 5 });

  it('counts as a failure although its class is another, in both directions', () => {
    expect(theirs).not.toBeInstanceOf(Failure);
    expect((theirs as unknown) instanceof Error).toBe(place === 'another bundle');
    expect(isFailure(theirs, 'RATE_LIMITED')).toBe(true);
    expect(isFailure(theirs, RATE_LIMITED)).toBe(true);
    expect(isFailure(theirs, CONFLICT)).toBe(false);
    expect(copy.isFailure(new Failure(CONFLICT), 'CONFLICT')).toBe(true);
  });

  it('is used unchanged by functions of this copy', () => {
    expect(toFailure(theirs)).toBe(theirs);
    expect(matchFailure(theirs, { RATE_LIMITED: () => 'known', otherwise: () => '' })).toBe(
      'known',
    );
  });

  it('leaves its details behind when more becomes known, since this copy of the package did not pick them', () => {
    const large = new copy.Failure(copy.BODY_TOO_LARGE, { details: { limitBytes: 1 } });
    expect(large.details).toEqual({ limitBytes: 1 });
    expect(withContext(large, { attempts: 2 }).toJSON()).toMatchObject({
      code: 'BODY_TOO_LARGE',
      attempts: 2,
      details: {},
    });
  });

  it('crosses as JSON, and as a cause with name and code', () => {
    expect(parseFailure(theirs.toJSON())).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 5 });
    expect(new Failure(CONFLICT, { cause: theirs }).toJSON().cause).toEqual({
      name: 'Failure',
      code: 'RATE_LIMITED',
    });
  });
});

describe('a value that is no failure', () => {
  it.each<[string, object]>([
    ['a name', { name: 'Error' }],
    ['a code that is text', { code: 7 }],
    ['a number', { number: '1020' }],
    ['a way to JSON', { toJSON: undefined }],
  ])('lacks %s', (_title, wrong) => {
    const { code: known, number } = RATE_LIMITED;
    const shape = { name: 'Failure', code: known, number, toJSON: () => ({}) };
    expect(isFailure(shape)).toBe(true);
    expect(isFailure({ ...shape, ...wrong })).toBe(false);
  });
});
