const BEGINNINGS = ['pointerdown', 'mousedown'];
// After a key, or when the user went to another window, the user waits for no click any more.
const ENDS = ['pointerup', 'mouseup', 'pointercancel', 'contextmenu', 'keydown', 'blur'];

export interface Press {
  /** Runs the work now. While a pointer presses, runs it when the pointer is released or cancelled. */
  whenReleased(work: () => void): void;
  /** Forgets what still waits. */
  stop(): void;
}

/**
 * Knows whether a pointer presses on the page. What waits runs before the click reaches its target. A finger begins
 * twice: it brings its mouse events only after it has left.
 */
export function domPress(): Press {
  const stopped = new AbortController();
  let waiting: (() => void)[] = [];
  let isDown = false;
  let end: ReturnType<typeof setTimeout> | undefined;
  const release = (): void => {
    clearTimeout(end);
    isDown = false;
    const held = waiting;
    waiting = [];
    for (const work of held) work();
  };
  const listen = (types: readonly string[], listener: () => void): void => {
    for (const type of types) {
      // The capturing phase also brings the blur of each element, and a press causes one.
      const capture = type !== 'blur';
      addEventListener(type, listener, { capture, passive: true, signal: stopped.signal });
    }
  };
  listen(BEGINNINGS, () => {
    clearTimeout(end);
    isDown = true;
  });
  listen(['click'], release);
  listen(ENDS, () => {
    clearTimeout(end);
    // The click comes in the same task as the end.
    if (isDown) end = setTimeout(release);
  });
  return {
    whenReleased(work) {
      if (isDown) waiting.push(work);
      else work();
    },
    stop() {
      clearTimeout(end);
      stopped.abort();
      waiting = [];
    },
  };
}
