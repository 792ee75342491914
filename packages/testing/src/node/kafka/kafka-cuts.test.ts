import { expect, it } from 'vitest';
import { createKafkaCuts, type KafkaCuts } from './kafka-cuts.ts';

const hits = (cuts: KafkaCuts, ...where: Parameters<KafkaCuts['hit']>): boolean =>
  cuts.hit(...where) !== undefined;

it('cuts the next such request, once unless the test says otherwise', () => {
  const cuts = createKafkaCuts();
  cuts.add({ api: 'Produce', at: 'answer' });
  const asked = ['Fetch', 'Produce', 'Produce'].map((api) => hits(cuts, api, 'answer'));
  expect(asked).toEqual([false, true, false]);
  cuts.add({ api: 'Produce', at: 'request', times: 2 });
  expect(hits(cuts, 'Produce', 'answer')).toBe(false);
  expect([1, 2, 3].map(() => hits(cuts, 'Produce', 'request'))).toEqual([true, true, false]);
  expect(cuts.count()).toBe(3);
});

it('lets some pass before the first cut', () => {
  const cuts = createKafkaCuts();
  cuts.add({ api: 'Produce', at: 'answer', after: 2 });
  expect([1, 2, 3, 4].map(() => hits(cuts, 'Produce', 'answer'))).toEqual([
    false,
    false,
    true,
    false,
  ]);
});

it('takes a cut back', () => {
  const cuts = createKafkaCuts();
  cuts.add({ api: 'Produce', at: 'answer' })();
  expect(hits(cuts, 'Produce', 'answer')).toBe(false);
});
