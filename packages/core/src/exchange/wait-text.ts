import { parseHttpDate } from './http-date.ts';

// With a fraction or a power, as some servers compute it.
const NUMBER = /^(?:\d+(?:\.\d*)?|\.\d+)(?:e\+?\d+)?$/;
const WITH_UNITS = /^(?:(?:\d+(?:\.\d*)?|\.\d+) *[a-z]+ *)+$/;
const NUMBER_AND_UNIT = /((?:\d+(?:\.\d*)?|\.\d+)) *([a-z]+)/g;
// In milliseconds.
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|msecs?|millis|milliseconds?)$/, 1],
  [/^(?:s|secs?|seconds?)$/, 1000],
  [/^(?:m|mins?|minutes?)$/, 60_000],
  [/^(?:h|hrs?|hours?)$/, 3_600_000],
  [/^(?:d|days?)$/, 86_400_000],
];
const ISO_DATE = /^(\d{4}-\d\d-\d\d)(?:[t ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(z|[+-]\d\d:?\d\d)?)?$/;
// As mail has it: without a weekday, in any case of letters, with another zone.
const MAIL_DATE =
  /^(?:[a-z]{3}, ?)?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d(?::\d\d)? ?(?:gmt|utc|ut|z|[+-]\d{4})$/;
// A comma within a date is followed by the day.
const BETWEEN = /,(?!\s*\d{1,2}[ -][a-z]{3})/i;
// No time counts so many seconds: what is larger is the number of a second, or of a millisecond, since 1970.
const FIRST_MOMENT_S = 1_000_000_000;
const FIRST_MOMENT_MS = 1_000_000_000_000;
// A hundred years: with more, the end of a wait is no date any more.
const LONGEST_MS = 3_155_760_000_000;
const LONGEST_TEXT = 200;

/**
 * Reads how long to wait, in whole milliseconds and never too short: a number of the unit, numbers with
 * units, a date in any of its forms, the number of a second since 1970. Of several, which is what becomes
 * of a header that was sent twice, the longest. `undefined` for what says no time, or a negative one.
 */
export function readWaitMs(text: string, unitMs: number, now: number): number | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const waits = text.split(BETWEEN).map((part) => readOne(part.trim(), unitMs, now));
  const longest = waits.reduce((left, right) =>
    left === undefined || right === undefined ? undefined : Math.max(left, right),
  );
  return longest === undefined ? undefined : Math.min(Math.ceil(exact(longest)), LONGEST_MS);
}

/** Without the noise of binary fractions, which would round up to one millisecond more. */
function exact(ms: number): number {
  return Number(ms.toPrecision(15));
}

function readOne(quoted: string, unitMs: number, now: number): number | undefined {
  const date = parseHttpDate(quoted, now);
  if (date !== undefined) return Math.max(0, date - now);
  const text = quoted.toLowerCase().replaceAll(/^"|"$/g, '').trim();
  if (NUMBER.test(text)) return readNumber(Number(text), unitMs, now);
  return readUnits(text) ?? readOtherDate(text, now);
}

function readNumber(number: number, unitMs: number, now: number): number | undefined {
  const isMoment = number >= (unitMs === 1 ? FIRST_MOMENT_MS : FIRST_MOMENT_S);
  if (!isMoment) return number * unitMs;
  const moment = number < FIRST_MOMENT_MS ? number * 1000 : number;
  return moment >= now && Number.isFinite(moment) ? moment - now : undefined;
}

/** `1.5s`, `2 minutes`, `6m0s`, `PT1M30S`. */
function readUnits(text: string): number | undefined {
  const parts = text.replace(/^(?:in |after )|^p(?=[\dt])/, '').replaceAll(/t(?=[\d.])/g, '');
  if (!WITH_UNITS.test(parts)) return undefined;
  let wait = 0;
  for (const [, number, unit = ''] of parts.matchAll(NUMBER_AND_UNIT)) {
    const ms = UNITS.find(([names]) => names.test(unit))?.[1];
    if (ms === undefined) return undefined;
    wait += Number(number) * ms;
  }
  return Number.isFinite(wait) ? wait : undefined;
}

function readOtherDate(text: string, now: number): number | undefined {
  const [, day, time = '00:00', zone = 'z'] = ISO_DATE.exec(text) ?? [];
  const zoned = zone.replace(/(\d\d)(\d\d)$/, '$1:$2');
  const moment =
    day === undefined
      ? MAIL_DATE.test(text) && Date.parse(text)
      : Date.parse(`${day}T${time}${zoned.toUpperCase()}`);
  return moment === false || Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}
