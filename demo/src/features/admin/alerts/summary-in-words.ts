import type { Alert } from '../../../../contract/alert-operations.ts';
import type { AlertText } from './words.ts';

/** The number of alerts, without those that are still pending. */
export function summaryInWords(alerts: readonly Pick<Alert, 'state'>[], text: AlertText): string {
  const pending = alerts.filter(({ state }) => state === 'pending').length;
  const open = alerts.length - pending;
  const said = open === 0 ? text.quiet : text.some(open);
  return pending === 0 ? said : `${said} ${text.maybe(pending)}`;
}
