'use client';
import { use } from 'react';
import { LanguageContext } from './language-context.ts';

const MINUTE_S = 60;
const HOUR_S = 3600;

/** Says a pause: "12 seconds", "3 minutes". */
export function useSeconds(): (seconds: number) => string {
  const language = use(LanguageContext);
  return (seconds) => {
    const [count, unit] =
      seconds < 2 * MINUTE_S
        ? [seconds, 'second']
        : seconds < 2 * HOUR_S
          ? [Math.ceil(seconds / MINUTE_S), 'minute']
          : [Math.ceil(seconds / HOUR_S), 'hour'];
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
      count,
    );
  };
}
