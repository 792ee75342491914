/** One line of a plot. `null` where nothing was measured: there the line has a gap. */
export interface Series {
  readonly name: string;
  /** Colour and dashes; the name stands at the cursor and in the key, so the colour is never alone. */
  readonly look: 'main' | 'second' | 'third' | 'bad';
  readonly values: readonly (number | null)[];
}

export interface PlotData {
  /** Wall-clock milliseconds of the points. */
  readonly at: readonly number[];
  readonly series: readonly Series[];
  /** A value in words: "120", "34 ms". */
  readonly format: (value: number) => string;
}

/** The point in words, for the line under the plot and for screen readers. */
export function pointInWords(
  { at, series, format }: PlotData,
  index: number,
  time: (at: number) => string,
  nothing: string,
): string {
  const moment = at[index];
  if (moment === undefined) return nothing;
  const values = series.map(({ name, values: all }) => {
    const value = all[index] ?? null;
    return `${name} ${value === null ? nothing : format(value)}`;
  });
  return `${time(moment)}: ${values.join(', ')}`;
}
