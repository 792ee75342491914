import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { createFrameCell } from './frame-cell.ts';

describe('a cell that tells once a frame', () => {
  it('tells the last of what was set, and only that', async () => {
    const platform = createVirtualPlatform();
    const cell = createFrameCell('', platform, 16);
    const told: string[] = [];
    cell.subscribe(() => told.push(cell.getSnapshot()));
    for (const next of ['a', 'b', 'c']) cell.set(next);
    expect([cell.latest(), cell.getSnapshot()]).toEqual(['c', '']);
    await platform.advance(16);
    expect(told).toEqual(['c']);
    cell.set('d');
    cell.flush();
    expect(told).toEqual(['c', 'd']);
    expect(platform.pending()).toBe(0);
  });

  it('lets what a listener throws surface by itself', () => {
    const surfaced: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
    const cell = createFrameCell(1, createVirtualPlatform(), 16);
    cell.subscribe(() => {
      throw new Error('broken');
    });
    cell.set(2);
    cell.flush();
    expect(cell.getSnapshot()).toBe(2);
    expect(surfaced).toEqual([new Error('broken')]);
    vi.unstubAllGlobals();
  });
});
