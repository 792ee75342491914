import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createFrameCell } from './frame-cell.ts';

describe('a cell that tells once a frame', () => {
  it('tells the last value that was set, and only that', async () => {
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

  it('goes on calling listeners when one throws, and the exception surfaces', () => {
    const surfaced: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
    onTestFinished(() => void vi.unstubAllGlobals());
    const cell = createFrameCell(1, createVirtualPlatform(), 16);
    const broken = new Error('broken');
    let told = 0;
    cell.subscribe(() => {
      throw broken;
    });
    cell.subscribe(() => (told = cell.getSnapshot()));
    cell.set(2);
    cell.flush();
    expect([told, surfaced]).toEqual([2, [broken]]);
  });
});
