import { relativeAge } from './relative-age.ts';

/**
 * How long ago something happened, in words. The clock of the device may have been set back since: a time that lies
 * ahead counts as now.
 */
export const ageInWords = (at: number, now: number, locale: string): string =>
  relativeAge(Math.min(at, now), now, locale);
