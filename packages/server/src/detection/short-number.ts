/**
 * The same number with nine digits or less, so that its JSON is short. Digits below `least` are left out, too.
 * `toPrecision` takes ten times as long.
 */
export function shortNumber(value: number, digits = 9, least = 0): number {
  const last = Math.max(Math.abs(value) * 10 ** (1 - digits), least);
  if (last === 0) return 0;
  const places = -Math.floor(Math.log10(last));
  // Powers of ten up to 22 are exact, and so the quotient has no other digits.
  if (places > 22) return Number(value.toPrecision(digits));
  if (places >= 0) return Math.round(value * 10 ** places) / 10 ** places;
  return Math.round(value / 10 ** -places) * 10 ** -places;
}

/** The same number with three places, for values around 1. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
