import type { AlertDimension } from '../rules/alert-rule.ts';
import type { GroupValues } from '../windows/create-windows.ts';

/** PagerDuty takes a key of at most this many characters. */
const LONGEST = 255;

/**
 * The name of an alert: its rule and its values, as text that people can read. A name that would be too long ends in
 * a hash of 128 bits.
 */
export function fingerprintOf(
  rule: string,
  dimensions: readonly AlertDimension[],
  values: GroupValues,
): string {
  const parts = dimensions.map((one) => `${one}=${encodeURIComponent(values[one] ?? '')}`);
  const name = [rule, ...parts].join('|');
  if (name.length <= LONGEST) return name;
  const hash = hashOf(name);
  return `${name.slice(0, LONGEST - hash.length - 1)}#${hash}`;
}

/** 128 bits as text, by four passes of FNV-1a with different beginnings. */
function hashOf(text: string): string {
  return [0x811c_9dc5, 0x050c_5d1f, 0x9e37_79b9, 0x85eb_ca6b]
    .map((start) => {
      let hash = start;
      for (let index = 0; index < text.length; index += 1) {
        hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
      }
      return (hash >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}
