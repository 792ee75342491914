import { expect, it } from 'vitest';
import type { Receipt } from '../../../contract/spending.ts';
import { receiptInWords } from './receipt-sentence.ts';

const receipt: Receipt = {
  ...{ id: 'g1', what: 'story', title: 'The Lamp', state: 'ended', at: 0 },
  ...{ reservedMicros: 30_000, spentMicros: 20_000, returnedMicros: 10_000 },
};

it.each<[Partial<Receipt>, string]>([
  [{}, '2\u{A0}ct spent, 1\u{A0}ct returned'],
  [{ spentMicros: 30_000, returnedMicros: 0 }, '3\u{A0}ct spent'],
  [{ spentMicros: 0, returnedMicros: 30_000 }, 'nothing spent, 3\u{A0}ct returned'],
  [{ state: 'reserved', spentMicros: 0, returnedMicros: 0 }, 'running, at most 3\u{A0}ct'],
])('says of %j: %s', (more, said) => {
  expect(receiptInWords({ ...receipt, ...more }, 'en')).toBe(said);
});
