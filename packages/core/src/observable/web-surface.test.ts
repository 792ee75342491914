import { afterEach, describe, expect, it, vi } from 'vitest';
import { surface } from './web-surface.ts';

afterEach(() => vi.unstubAllGlobals());

/** The next uncaught exception of this process. Other listeners of the process do not hear it. */
function nextUncaught(): Promise<unknown> {
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  return new Promise((resolve) => {
    process.once('uncaughtException', (error) => {
      for (const each of others) process.on('uncaughtException', each);
      resolve(error);
    });
  });
}

describe("an exception of the app's own code", () => {
  const error = new Error("the app's own");

  it('goes to reportError where the runtime has it', () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (one: unknown) => void reported.push(one));
    surface(error);
    expect(reported).toEqual([error]);
  });

  it('is an uncaught exception elsewhere, and never thrown at the caller', async () => {
    vi.stubGlobal('reportError', undefined);
    const uncaught = nextUncaught();
    expect(() => surface(error)).not.toThrow();
    expect(await uncaught).toBe(error);
  });

  it('surfaces also when reportError itself throws', async () => {
    vi.stubGlobal('reportError', () => {
      throw new Error('a broken reporter');
    });
    const uncaught = nextUncaught();
    expect(() => surface(error)).not.toThrow();
    expect(await uncaught).toBe(error);
  });
});
