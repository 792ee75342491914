import type { Failure } from '../failure.ts';
import type { Advice } from './advice.ts';
import { advice } from './every-advice.ts';

/**
 * A failure in a few lines for a console: its name, what happened and what to do. Pass a table with the app's own
 * advice, so that its codes are explained as well.
 */
export function explainFailure(
  failure: Failure,
  own: Readonly<Record<string, Advice>> = {},
): string {
  const { code, number, family, retry, effect, incidentId } = failure;
  const known = Object.hasOwn(own, code) ? own : (advice as Readonly<Record<string, Advice>>);
  const { message, remedy } = (Object.hasOwn(known, code) && known[code]) || {
    message: 'No table of advice has this code.',
    remedy: 'Pass advice on it to `explainFailure`.',
  };
  const { remedy: exact } = failure.details as { remedy?: string };
  return [
    `${code} (${number}, ${family}; retry ${retry}, effect ${effect}; incident ${incidentId})`,
    `  ${message}`,
    `  ${exact ?? remedy}`,
  ].join('\n');
}
