import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCell } from './cell.ts';

afterEach(() => vi.unstubAllGlobals());

describe('a cell', () => {
  it('tells its listeners after the value was replaced', () => {
    const cell = createCell(1);
    const heard: number[] = [];
    cell.subscribe(() => heard.push(cell.getSnapshot()));
    cell.set(2);
    expect(heard).toEqual([2]);
  });

  it('tells no listener when nothing changed', () => {
    const cell = createCell(Number.NaN);
    let calls = 0;
    cell.subscribe(() => (calls += 1));
    cell.set(Number.NaN);
    expect(calls).toBe(0);
  });

  it('stops telling a listener that has unsubscribed, also when the same function listens twice', () => {
    const cell = createCell(1);
    let calls = 0;
    const listener = (): void => void (calls += 1);
    const leave = cell.subscribe(listener);
    cell.subscribe(listener);
    leave();
    leave();
    cell.set(2);
    expect(calls).toBe(1);
  });

  it('lets a throwing listener stop neither the other listeners nor the caller of set', () => {
    const surfaced: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
    const cell = createCell(1);
    const heard: string[] = [];
    cell.subscribe(() => {
      throw 'first';
    });
    cell.subscribe(() => heard.push('second'));
    cell.subscribe(() => {
      throw 'third';
    });
    expect(() => cell.set(2)).not.toThrow();
    expect(heard).toEqual(['second']);
    expect(surfaced).toEqual(['first', 'third']);
  });
});
