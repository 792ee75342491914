import { expect, it } from 'vitest';
import { webPutOff } from './web-put-off.ts';

it('"later" holds in its own tab where the browser keeps nothing', () => {
  const putOff = webPutOff();
  const stop = putOff.subscribe(() => {});
  putOff.set(7_000);
  stop();
  expect(putOff.getSnapshot()).toBe(7_000);
});
