import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { uuidV7 } from './uuid-v7.ts';

describe('an identifier', () => {
  it('is a UUID of version 7', () => {
    expect(uuidV7(createVirtualPlatform())).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
  });

  it('sorts by the time it was made', async () => {
    const platform = createVirtualPlatform({ now: 1_790_000_000_000 });
    const earlier = uuidV7(platform);
    await platform.advance(1);
    expect(earlier < uuidV7(platform)).toBe(true);
  });

  it('carries the time in its first 48 bits', () => {
    const now = 1_790_000_000_123;
    const id = uuidV7(createVirtualPlatform({ now })).replaceAll('-', '');
    expect(Number.parseInt(id.slice(0, 12), 16)).toBe(now);
  });

  it('does not repeat within one moment', () => {
    const platform = createVirtualPlatform();
    expect(new Set(Array.from({ length: 1000 }, () => uuidV7(platform))).size).toBe(1000);
  });
});
