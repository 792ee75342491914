import type { Alert } from '../../../../contract/alert-operations.ts';
import type { AlertText } from './words.ts';

/** How many alerts there are. One that has not lasted long enough is none yet. */
export function summaryInWords(alerts: readonly Pick<Alert, 'state'>[], text: AlertText): string {
  const pending = alerts.filter(({ state }) => state === 'pending').length;
  const open = alerts.length - pending;
  const said = open === 0 ? text.quiet : text.some(open);
  return pending === 0 ? said : `${said} ${text.maybe(pending)}`;
}
