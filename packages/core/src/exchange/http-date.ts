const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const LONG_DAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const MONTH = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const TIME = '(\\d\\d):(\\d\\d):(\\d\\d)';

const IMF_FIXDATE = new RegExp(`^${DAY}, (\\d\\d) ${MONTH} (\\d{4}) ${TIME} GMT$`);
const RFC_850 = new RegExp(`^${LONG_DAY}, (\\d\\d)-${MONTH}-(\\d\\d) ${TIME} GMT$`);
const ASCTIME = new RegExp(`^${DAY} ${MONTH} ([ \\d]\\d) ${TIME} (\\d{4})$`);

/**
 * Reads an HTTP-date in each of its three forms (RFC 9110 §5.6.7), case-sensitive as they are, into
 * wall-clock milliseconds; `undefined` for anything else and for days that never were. The two digits
 * of an RFC 850 year are those of the last such year that is not 50 years ahead of `now`. Whether the
 * weekday is right is not asked: the date alone says when.
 */
export function parseHttpDate(text: string, now: number): number | undefined {
  const imf = IMF_FIXDATE.exec(text);
  if (imf) return at(imf[3], imf[2], imf[1], imf.slice(4));
  const asctime = ASCTIME.exec(text);
  if (asctime) return at(asctime[6], asctime[1], asctime[2], asctime.slice(3, 6));
  const old = RFC_850.exec(text);
  if (!old) return undefined;
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(old[3]);
  return at(year > thisYear + 50 ? year - 100 : year, old[2], old[1], old.slice(4));
}

function at(
  year: string | number | undefined,
  month: string | undefined,
  day: string | undefined,
  time: readonly string[],
): number | undefined {
  const [hours = 0, minutes = 0, seconds = 0] = time.map(Number);
  // 60 is a leap second, which this clock does not have.
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
  const midnight = Date.UTC(Number(year), MONTH.indexOf(`${month}`) >> 2, Number(day));
  const date = new Date(midnight);
  const isReal = date.getUTCDate() === Number(day) && date.getUTCFullYear() === Number(year);
  return isReal ? midnight + ((hours * 60 + minutes) * 60 + seconds) * 1000 : undefined;
}
