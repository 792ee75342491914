import type { Catalogue } from '../catalogue.ts';
import type { Failure } from '../failure.ts';
import type { Advice } from './advice.ts';
import { clientAdvice } from './client-advice.ts';
import { deviceAdvice } from './device-advice.ts';
import { exchangeAdvice } from './exchange-advice.ts';

/** What happened and what to do, for every code of Holdfast. Meant for development; production has no use for it. */
export const advice: Readonly<Record<keyof Catalogue, Advice>> = {
  ...exchangeAdvice,
  ...deviceAdvice,
  ...clientAdvice,
};

/**
 * A failure in a few lines for a console: its name, what happened, what to do. Pass a table of your own
 * advice to have the app's codes explained as well.
 */
export function explainFailure(
  failure: Failure,
  own: Readonly<Record<string, Advice>> = {},
): string {
  const { code, number, family, retry, effect, incidentId } = failure;
  const known = Object.hasOwn(own, code) ? own : (advice as Readonly<Record<string, Advice>>);
  const { message, remedy } = (Object.hasOwn(known, code) && known[code]) || {
    message: 'Nobody wrote down what this is.',
    remedy: 'Pass advice on it to `explainFailure`.',
  };
  const { remedy: exact } = failure.details as { remedy?: string };
  return [
    `${code} (${number}, ${family}; retry ${retry}, effect ${effect}; incident ${incidentId})`,
    `  ${message}`,
    `  ${exact ?? remedy}`,
  ].join('\n');
}
