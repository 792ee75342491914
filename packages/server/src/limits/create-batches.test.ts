import { expect, it } from 'vitest';
import { createBatches } from './create-batches.ts';

interface Question {
  readonly name: string;
  readonly number: number;
}

const question = (name: string, number = 0): Question => ({ name, number });

it('asks at once, and puts questions that arrive meanwhile into one batch', async () => {
  const batches: string[][] = [];
  const ask = createBatches({
    most: 3,
    async ask(batch: readonly Question[]) {
      batches.push(batch.map(({ name }) => name));
      return new Map(batch.map(({ name }) => [name, name.toUpperCase()]));
    },
  });
  const names = ['a', 'b', 'c', 'd', 'e'];
  const answers = await Promise.all(names.map((name) => ask(question(name))));
  expect(answers).toEqual(['A', 'B', 'C', 'D', 'E']);
  expect(batches).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
});

it('asks a question without an answer again, and has each name only once in a batch', async () => {
  const batches: Question[][] = [];
  const ask = createBatches({
    most: 10,
    async ask(batch: readonly Question[]) {
      batches.push([...batch]);
      return new Map(batches.length === 1 ? [] : batch.map(({ name, number }) => [name, number]));
    },
  });
  const answers = await Promise.all([ask(question('a', 1)), ask(question('a', 2))]);
  expect(answers).toEqual([1, 2]);
  expect(batches).toEqual([[question('a', 1)], [question('a', 2)], [question('a', 1)]]);
});

it('rejects for a wrong question, and answers the others of its batch', async () => {
  const ask = createBatches({
    most: 10,
    async ask(batch: readonly Question[]) {
      if (batch.some(({ name }) => name === 'bad')) throw new Error('bad');
      return new Map(batch.map(({ name }) => [name, name]));
    },
  });
  const [first, bad, good] = await Promise.allSettled(
    ['first', 'bad', 'good'].map((name) => ask(question(name))),
  );
  expect(first).toMatchObject({ value: 'first' });
  expect(bad).toMatchObject({ reason: { message: 'bad' } });
  expect(good).toMatchObject({ value: 'good' });
});
