/** Where a key moves the cursor among this many points; `undefined` for a key that means nothing here. */
export function nextCursor(at: number, key: string, count: number): number | undefined {
  const last = count - 1;
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1 },
    ...{ PageUp: at + 10, PageDown: at - 10, Home: 0, End: last },
  };
  const next = Object.hasOwn(steps, key) ? steps[key] : undefined;
  return next === undefined ? undefined : Math.max(0, Math.min(next, last));
}
