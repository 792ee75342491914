import type { Silence } from '../alerts/state/silence.ts';
import { hasMembers, type MemberForms } from './has-members.ts';
import { keptJson } from './kept-json.ts';

const SILENCE: MemberForms = {
  ...{ id: 'text', matcher: 'named', since: 'number', until: 'number' },
  ...{ reason: 'text', author: 'text' },
};

/** The silence of a row, or `undefined` for a row that is damaged: it silences nothing. */
export function keptSilence(text: string): Silence | undefined {
  const kept = keptJson(text);
  return hasMembers(kept, SILENCE) ? (kept as Silence) : undefined;
}
