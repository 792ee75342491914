/** The place that a key leads to from another place; `undefined` for a key that leads nowhere. */
export function placeAfter(place: number, key: string, count: number): number | undefined {
  if (count === 0) return undefined;
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: place - 1,
    ArrowRight: place + 1,
    PageUp: place - 10,
    PageDown: place + 10,
    Home: 0,
    End: count - 1,
  };
  if (!Object.hasOwn(steps, key)) return undefined;
  return Math.max(0, Math.min(count - 1, steps[key]!));
}
