const ASCTIME = /^(\w{3}) (\w{3}) ([ \d]\d) (\S{8}) (\d{4})$/;
const RFC_850 = /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\d\d)-(\w{3})-(\d\d) /;
const WEEKDAY = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), /;
const IMF_FIXDATE_LENGTH = 29;

/**
 * Reads an HTTP-date in each of its three forms (RFC 9110 §5.6.7), case-sensitive as they are, into wall-clock
 * milliseconds; `undefined` for anything else and for days that never were. The two digits of an RFC 850 year are
 * those of the last such year that is not 50 years ahead of `now`. The weekday is not checked, because the date alone
 * says when.
 */
export function parseHttpDate(text: string, now: number): number | undefined {
  const imf = text
    .replace(
      ASCTIME,
      (_, weekday, month, day: string, time, year) =>
        `${weekday}, ${day.replace(' ', '0')} ${month} ${year} ${time} GMT`,
    )
    .replace(
      RFC_850,
      (_, weekday: string, day, month, year) =>
        `${weekday.slice(0, 3)}, ${day} ${month} ${fullYear(Number(year), now)} `,
    );
  // A leap second, which this clock does not have.
  const usual = imf.replace(':60 GMT', ':59 GMT');
  if (usual.length !== IMF_FIXDATE_LENGTH || !WEEKDAY.test(usual)) return undefined;
  const time = Date.parse(usual);
  // A valid date gives exactly the text that it was read from.
  return new Date(time).toUTCString().slice(4) === usual.slice(4)
    ? time + (usual === imf ? 0 : 1000)
    : undefined;
}

function fullYear(year: number, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const sameCentury = thisYear - (thisYear % 100) + year;
  return sameCentury > thisYear + 50 ? sameCentury - 100 : sameCentury;
}
