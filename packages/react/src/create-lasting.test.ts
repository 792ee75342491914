import { expect, it } from 'vitest';
import { createLasting } from './create-lasting.ts';

function recorder() {
  const said: string[] = [];
  const work = (name: string) => () => {
    said.push(`begin ${name}`);
    return () => void said.push(`end ${name}`);
  };
  return { said, work };
}

it('the next work begins before the one before it ends', () => {
  const { said, work } = recorder();
  const lasting = createLasting();
  for (const name of ['a', 'b']) {
    lasting.want(work(name));
    lasting.settle();
  }
  expect(said).toEqual(['begin a', 'begin b', 'end a']);
});

it('a work that is wanted again at once goes on without an end', async () => {
  const { said, work } = recorder();
  const lasting = createLasting();
  const one = work('a');
  lasting.want(one);
  lasting.settle();
  lasting.want(undefined);
  lasting.want(one);
  await Promise.resolve();
  expect(said).toEqual(['begin a']);
  lasting.want(undefined);
  expect(said).toEqual(['begin a']);
  await Promise.resolve();
  expect(said).toEqual(['begin a', 'end a']);
});
