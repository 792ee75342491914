import { expect, it } from 'vitest';
import { moneyInWords } from './money.ts';

it('a sum below a dollar is cents, in the digits of the language', () => {
  expect([0, 300, 8000, 18_000, 250_000].map((micros) => moneyInWords(micros, 'en'))).toEqual([
    '0\u{A0}ct',
    '<\u{A0}0.1\u{A0}ct',
    '0.8\u{A0}ct',
    '1.8\u{A0}ct',
    '25\u{A0}ct',
  ]);
  expect(moneyInWords(8000, 'de')).toBe('0,8\u{A0}ct');
});

it('a dollar and more are dollars', () => {
  expect(moneyInWords(1_500_000, 'en')).toBe('$1.50');
  expect(moneyInWords(1_500_000, 'de')).toBe('1,50\u{A0}$');
});
