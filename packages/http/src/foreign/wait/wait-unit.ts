const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

// The longest month and the longest year: a wait is never too short.
const UNITS: readonly (readonly [name: RegExp, ms: number])[] = [
  [/^m(?:s|sec.*|illi.*)$/, 1],
  [/^s(?:e[ck].*)?$/, SECOND_MS],
  [/^m(?:in.*)?$/, 60 * SECOND_MS],
  [/^h(?:(?:ou)?rs?)?$/, 3600 * SECOND_MS],
  [/^d(?:ays?)?$/, DAY_MS],
  [/^w(?:eeks?)?$/, 7 * DAY_MS],
  [/^mo(?:nths?)?$/, 31 * DAY_MS],
  [/^y(?:(?:ea)?rs?)?$/, 366 * DAY_MS],
];

/** How many milliseconds a unit of time has, by its name in small letters; `undefined` for no unit. */
export function unitMsOf(name: string): number | undefined {
  return UNITS.find(([names]) => names.test(name))?.[1];
}
