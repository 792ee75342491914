import { isWhy } from '../alerts/judging/is-why.ts';
import type { AlertEvent } from '../alerts/state/alert-event.ts';
import { hasMembers, type MemberForms } from './has-members.ts';
import { keptJson } from './kept-json.ts';

const EVENT: MemberForms = {
  ...{ fingerprint: 'text', episode: 'number', version: 'number', at: 'number', what: 'text' },
  ...{ title: 'text', severity: 'text', targets: 'texts', by: 'text?', sessions: 'number?' },
};

/** The event of a row, or `undefined` for a row that is damaged: the history is shown without it. */
export function keptAlertEvent(text: string): AlertEvent | undefined {
  const kept = keptJson(text) as AlertEvent | undefined;
  if (!kept || !hasMembers(kept, EVENT)) return undefined;
  return kept.why === undefined || isWhy(kept.why) ? kept : undefined;
}
