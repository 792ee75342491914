import { expect, it } from 'vitest';
import { cleanPieces } from './clean-pieces.ts';

async function* from(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}
const cleaned = (...pieces: readonly string[]): Promise<readonly string[]> =>
  Array.fromAsync(cleanPieces(from(pieces)));

const [left, right] = ['🔥'.charAt(0), '🔥'.charAt(1)];

it('gives each piece at once, without characters that no database keeps', async () => {
  expect(await cleaned('The lamp\u0000', '\u0000', ' was out.')).toEqual(['The lamp', ' was out.']);
});

it('keeps a character whole whose halves come in two pieces', async () => {
  expect(await cleaned(`a${left}`, `${right}b`)).toEqual(['a', '🔥b']);
});

it('shows that a text ended within a character', async () => {
  expect(await cleaned(`a${left}`)).toEqual(['a', '\uFFFD']);
});
