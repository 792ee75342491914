import { describe, expect, it } from 'vitest';
import { createCell } from './cell.ts';

describe('a cell', () => {
  it('tells its listeners after the value was replaced', () => {
    const cell = createCell(1);
    const heard: number[] = [];
    cell.subscribe(() => heard.push(cell.getSnapshot()));
    cell.set(2);
    expect(heard).toEqual([2]);
  });

  it('keeps quiet when nothing changed', () => {
    const cell = createCell(Number.NaN);
    let calls = 0;
    cell.subscribe(() => (calls += 1));
    cell.set(Number.NaN);
    expect(calls).toBe(0);
  });

  it('stops telling who has gone, also when the same function listens twice', () => {
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

  it('lets no listener keep another from hearing', () => {
    const cell = createCell(1);
    let heard = false;
    cell.subscribe(() => {
      throw new Error('mine');
    });
    cell.subscribe(() => (heard = true));
    expect(() => cell.set(2)).toThrow('mine');
    expect(heard).toBe(true);
  });
});
