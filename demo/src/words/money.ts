import type { Language } from './language-context.ts';

const MICROS_PER_CENT = 10_000;
const MICROS_PER_DOLLAR = 1_000_000;

// A browser takes long to make one, and a page says many sums.
const formats = new Map<string, Intl.NumberFormat>();

/**
 * A sum for a writer: "0.8 ct", "12 ct", "$1.50". Sums below a dollar are cents, because a dollar with four decimals
 * says nothing to a writer. A sum that is not zero never reads as zero, and stands in one line.
 */
export function moneyInWords(micros: number, language: Language): string {
  if (micros >= MICROS_PER_DOLLAR) {
    const money = formatOf(language, { style: 'currency', currency: 'USD' });
    return money.format(micros / MICROS_PER_DOLLAR);
  }
  const cents = micros / MICROS_PER_CENT;
  const digits = formatOf(language, { maximumFractionDigits: cents < 10 ? 1 : 0 });
  const isTiny = cents > 0 && cents < 0.1;
  return isTiny ? `<\u{A0}${digits.format(0.1)}\u{A0}ct` : `${digits.format(cents)}\u{A0}ct`;
}

function formatOf(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, known);
  return known;
}
