import { expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';

it('a fingerprint is the rule and its values, as text that people can read', () => {
  const values = { operation: 'story.tell', release: '1|2=3' };
  expect(fingerprintOf('failures', [], values)).toBe('failures');
  expect(fingerprintOf('failures', ['operation', 'release', 'detail'], values)).toBe(
    'failures|operation=story.tell|release=1%7C2%3D3|detail=',
  );
});

it('a fingerprint has at most the 255 characters that PagerDuty takes', () => {
  const whole = 'r'.repeat(255);
  expect(fingerprintOf(whole, [], {})).toBe(whole);
  const cut = fingerprintOf(`${whole}r`, [], {});
  expect(cut).toHaveLength(255);
  expect(cut).toMatch(/^r{222}#[\da-f]{32}$/);
});

it('two long fingerprints differ where only their ends do', () => {
  const names = Array.from({ length: 1_000 }, (_, at) => `${'r'.repeat(300)}${at}`);
  const cut = names.map((name) => fingerprintOf(name, [], {}));
  expect(new Set(cut).size).toBe(1_000);
  expect(names.map((name) => fingerprintOf(name, [], {}))).toEqual(cut);
  // No part of the hash is a constant: each of its four words tells them apart.
  for (const word of [0, 8, 16, 24]) {
    expect(new Set(cut.map((one) => one.slice(223 + word, 231 + word))).size).toBe(1_000);
  }
});

it('a long fingerprint stays the same in every release, so that no alert fires twice after an update', () => {
  // Four passes of FNV-1a, the first with the beginning that its authors give.
  const hash = 'c8a34105a3d7d55f5d1eb87956a40b2b';
  expect(fingerprintOf('r'.repeat(300), [], {})).toBe(`${'r'.repeat(222)}#${hash}`);
});
