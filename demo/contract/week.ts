const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Monday, 5 January 1970 (UTC). */
const FIRST_MONDAY = 4 * DAY_MS;

/** A week from Monday to Monday in UTC, by the name that ISO 8601 has for it, such as `2026-W49`. */
export interface Week {
  readonly name: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** The week of a time. */
export function weekAt(time: number): Week {
  const from = Math.floor((time - FIRST_MONDAY) / WEEK_MS) * WEEK_MS + FIRST_MONDAY;
  // The year of a week is the year of its Thursday.
  const thursday = new Date(from + 3 * DAY_MS);
  const year = thursday.getUTCFullYear();
  const days = (thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MS;
  const number = String(1 + Math.floor(days / 7)).padStart(2, '0');
  return { name: `${year}-W${number}`, from, to: from + WEEK_MS };
}

/** The week with this name; `undefined` for a name that no week has. */
export function weekNamed(name: string): Week | undefined {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(name) ?? [];
  if (year === undefined || number === undefined) return undefined;
  // The fourth of January is always in the first week.
  const first = weekAt(Date.UTC(Number(year), 0, 4));
  const week = weekAt(first.from + (Number(number) - 1) * WEEK_MS);
  return week.name === name ? week : undefined;
}

/** The week before or after. */
export function weekBeside({ from }: Pick<Week, 'from'>, weeks: number): Week {
  return weekAt(from + weeks * WEEK_MS);
}
