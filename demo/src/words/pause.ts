import type { Failure } from '@holdfast/core';
import type { Language } from './language-context.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const words = {
  en: {
    soon: 'Wait a little.',
    wait: (pause: string) => `Try again in ${pause}.`,
    long: (pause: string) => `Fireside asks for a pause of ${pause}.`,
    budget: (pause: string) => `There is a new budget in ${pause}.`,
  },
  de: {
    soon: 'Warte einen Augenblick.',
    wait: (pause: string) => `Versuch es in ${pause} noch einmal.`,
    long: (pause: string) => `Fireside bittet um eine Pause von ${pause}.`,
    budget: (pause: string) => `In ${pause} gibt es ein neues Budget.`,
  },
} as const;

/** How long the server asks to wait. The text does not change while the writer waits. */
export function pauseInWords(
  { family, retryAfterMs = 0 }: Pick<Failure, 'family' | 'retryAfterMs'>,
  language: Language = 'en',
): string {
  const { soon, wait, long, budget } = words[language];
  const inUnits = (unit: 'second' | 'minute' | 'hour', unitMs: number): string =>
    Math.ceil(retryAfterMs / unitMs).toLocaleString(language, {
      ...{ style: 'unit', unit, unitDisplay: 'long' },
    });
  if (retryAfterMs < MINUTE_MS) {
    if (family !== 'rate-limit' && family !== 'generator') return '';
    if (retryAfterMs > 0) return wait(inUnits('second', 1000));
    return family === 'rate-limit' ? soon : '';
  }
  // "Pause von 2 Stunden": both languages take the plural of the list form.
  const pause = retryAfterMs <= HOUR_MS ? inUnits('minute', MINUTE_MS) : inUnits('hour', HOUR_MS);
  return family === 'budget' ? budget(pause) : long(pause);
}
