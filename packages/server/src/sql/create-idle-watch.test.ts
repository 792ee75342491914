import { expect, it } from 'vitest';
import { createIdleWatch, type IdleAdvice } from './create-idle-watch.ts';

function watched() {
  let now = 0;
  const told: IdleAdvice[] = [];
  const watch = createIdleWatch({
    adviceMs: 100,
    advise: (advice) => void told.push(advice),
    waitedMs: () => now,
  });
  const wait = (ms: number): void => void (now += ms);
  return { watch, told, wait };
}

it('reports a transaction when its work waited outside of the database, in a sentence', () => {
  const { watch, told, wait } = watched();
  const one = watch();
  one.began();
  wait(60);
  one.statement()();
  wait(40);
  one.statement()();
  one.ended();
  expect(told).toMatchObject([{ idleMs: 100 }]);
  expect(told[0]?.sentence).toMatch(/waited 100 ms .* wait for `fetch`.*before or after it\.$/);
});

it('counts neither its statements, nor those that run at once, nor the time outside of it', () => {
  const { watch, told, wait } = watched();
  const one = watch();
  wait(500);
  one.statement()();
  one.began();
  const first = one.statement();
  wait(500);
  const second = one.statement();
  wait(500);
  second();
  first();
  wait(99);
  one.statement()();
  one.ended();
  wait(500);
  one.began();
  one.ended();
  expect(told).toEqual([]);
});

it('reports once a minute, for all connections together', () => {
  const { watch, told, wait } = watched();
  const [one, other] = [watch(), watch()];
  const idle = (connection: ReturnType<typeof watch>): void => {
    connection.began();
    wait(30_000);
    connection.statement()();
    connection.ended();
  };
  idle(one);
  idle(other);
  idle(one);
  expect(told).toHaveLength(2);
});
