import { UNREADABLE_WAIT_MS } from '@holdfast/core/parts';
import { parseHttpDate } from './http-date.ts';
import { unitMsOf } from './wait-unit.ts';

// With a fraction or an exponent, as some servers compute it.
const NUMBER = /^\+?(?:\d+(?:\.\d*)?|\.\d+)(?:e\+?\d+)?$/;
const WITH_UNITS = /^(?:(?:\d+(?:\.\d*)?|\.\d+) *[a-z]+ *)+$/;
const NUMBER_AND_UNIT = /((?:\d+(?:\.\d*)?|\.\d+))( *)([a-z]*)/g;
// As .NET writes a span: with days before it, and a fraction.
const CLOCK = /^(?:(\d+)\.)?(\d+):(\d\d):(\d\d(?:\.\d+)?)$/;
const ISO_DATE =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[t ](\d\d)(?::?(\d\d)(?::?(\d\d(?:\.\d+)?))?)? ?(z|utc|gmt|[+-]\d\d(?::?\d\d)?)?)?$/;
// The form of mail headers: without a weekday, in upper or lower case, with another zone.
const MAIL_DATE =
  /^(?:[a-z]{3}, ?)?\d{1,2} [a-z]{3} (?:\d\d)?\d\d \d\d:\d\d(?::\d\d)? ?(?:gmt|utc|ut|z|[ecmp][sd]t|[+-]\d{4})$/;
// Any text with a year, a time and a zone, such as a date that a program prints.
const OTHER_DATE = /^(?=.*\b\d{4}\b)(?=.*\d\d:\d\d).*(?:\b(?:gmt|utc?|z)\b|[+-]\d\d:?\d\d\b)/;
// A comma within a date is followed by the day.
const BETWEEN = /,(?!\s*\d{1,2}[ -][a-z]{3})/i;
// No wait has so many seconds: a larger number counts seconds, or milliseconds, since 1970.
const FIRST_MOMENT_S = 1_000_000_000;
const FIRST_MOMENT_MS = 1_000_000_000_000;
// A hundred years. With a longer wait its end is no valid date any more.
const LONGEST_MS = 3_155_760_000_000;
const LONGEST_TEXT = 200;
// A number within a word, a negative number, a time of day: none of these is a wait.
const OTHER_NUMBER = /[a-z_-]\d|[:/]/;
const LONGEST_LOOSE_MS = 86_400_000;

/**
 * Reads how long to wait, in whole milliseconds and never too short: a number in the given unit, numbers with units, a
 * date in any of its forms, seconds since 1970. A header that was sent twice has several waits; the longest counts.
 * `undefined` for a text that says no time, or a negative time.
 */
export function readWaitMs(text: string, unitMs: number, now: number): number | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const plain = plainOf(text);
  const parts = text
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter(Boolean);
  const waits = parts.flatMap((part) => readOne(part, unitMs, now) ?? []);
  const isWhole = waits.length > 0 && waits.length === parts.length;
  const wait = readUnits(plain) ?? (isWhole ? Math.max(...waits) : readLoosely(plain, unitMs, now));
  return wait === undefined ? undefined : Math.min(Math.ceil(exact(wait)), LONGEST_MS);
}

/** Drops the error of binary fractions, which would round up to one millisecond more. */
function exact(ms: number): number {
  return Number(ms.toPrecision(15));
}

function plainOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/^[\s"']+|[\s"']+$/g, '')
    .replace(/^(?:in |after )/, '');
}

function readOne(quoted: string, unitMs: number, now: number): number | undefined {
  const date = parseHttpDate(quoted, now);
  if (date !== undefined) return Math.max(0, date - now);
  const text = plainOf(quoted);
  if (NUMBER.test(text)) return readNumber(Number(text), unitMs, now);
  const [, days = 0, hours, minutes, seconds] = CLOCK.exec(text) ?? [];
  return seconds === undefined
    ? (readUnits(text) ?? readOtherDate(text, now))
    : (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

function readNumber(number: number, unitMs: number, now: number): number | undefined {
  const isMoment = number >= (unitMs === 1 ? FIRST_MOMENT_MS : FIRST_MOMENT_S);
  if (!isMoment) return number * unitMs;
  const moment = number < FIRST_MOMENT_MS ? number * 1000 : number;
  return moment >= now && Number.isFinite(moment) ? moment - now : undefined;
}

/**
 * `1.5s`, `2 minutes, 5 seconds`, `6m0s`, `PT1M30S`. Each unit may occur once; a text with one unit twice is a
 * list.
 */
function readUnits(text: string): number | undefined {
  const parts = text
    // Before the `T` of such a text `M` is a month.
    .replace(/^p(?=[\dt])([^t]*)t?/, (_, days: string) => days.replace('m', 'month'))
    .replaceAll(',', ' ');
  if (!WITH_UNITS.test(parts)) return undefined;
  const found = [...parts.matchAll(NUMBER_AND_UNIT)].map(([, number, , unit = '']) => {
    return { unitMs: unitMsOf(unit) ?? Number.NaN, number: Number(number) };
  });
  const isDistinct = new Set(found.map(({ unitMs }) => unitMs)).size === found.length;
  const wait = found.reduce((sum, { unitMs, number }) => sum + unitMs * number, 0);
  return isDistinct && Number.isFinite(wait) ? wait : undefined;
}

function readOtherDate(text: string, now: number): number | undefined {
  const [, year, month, day, hours = '00', minutes = '00', seconds = '00', zone = 'z'] =
    ISO_DATE.exec(text) ?? [];
  if (year !== undefined) {
    const offset = /^[+-]/.test(zone)
      ? `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`
      : 'Z';
    return untilOf(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}${offset}`, now);
  }
  return MAIL_DATE.test(text) ? untilOf(text, now) : undefined;
}

function untilOf(date: string, now: number): number | undefined {
  const moment = Date.parse(date);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}

/**
 * A wait in other words, such as `120 (maintenance)`. The number may mean something else, so it counts only
 * when it is longer than the wait for an unreadable header.
 */
function readLoosely(text: string, unitMs: number, now: number): number | undefined {
  const isDate = OTHER_DATE.test(text);
  const wait = isDate ? untilOf(text, now) : sumOf(text, unitMs);
  const isLong = wait !== undefined && wait > UNREADABLE_WAIT_MS;
  return isLong && (isDate || wait <= LONGEST_LOOSE_MS) ? wait : undefined;
}

function sumOf(text: string, unitMs: number): number | undefined {
  if (OTHER_NUMBER.test(text)) return undefined;
  let wait = 0;
  for (const [, number, gap, unit = ''] of text.matchAll(NUMBER_AND_UNIT)) {
    const isBare = unit === '' || gap !== '';
    wait += Number(number) * (unitMsOf(unit) ?? (isBare ? unitMs : Number.NaN));
  }
  return wait;
}
