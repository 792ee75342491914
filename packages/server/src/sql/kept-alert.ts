import type { Alert } from '../alerts/state/alert.ts';
import type { AlertState } from '../alerts/state/alert-state.ts';
import { isKeptAlert } from './is-kept-alert.ts';
import { keptJson } from './kept-json.ts';

interface AlertRow {
  readonly fingerprint: string;
  readonly kind: string;
  readonly at: number;
  readonly cool_until: number;
  readonly version: number;
  readonly alert: string;
}

/**
 * The alert of a row. A row whose JSON is damaged, or is no alert, gives what its columns know, so that the alert goes on and ends, and no
 * other one waits for it. Its targets are told anew: the relay takes the ids of an episode that it has not seen.
 */
export function keptAlert({ alert, ...row }: AlertRow): Alert {
  const read = keptJson(alert);
  const { fingerprint, version, at } = row;
  const isWhole = read !== undefined && isKeptAlert(read);
  // Under another name or version, the store would refuse the next change, and every change beside it.
  if (isWhole && read.fingerprint === fingerprint && read.version === version) return read;
  const [rule = fingerprint] = fingerprint.split('|');
  return {
    ...{ fingerprint, rule, title: rule, severity: 'critical', values: {}, version },
    ...{ state: stateOf(row), episode: version, also: 0, figuresAt: 0 },
    telling: { tellAt: at, steps: 0, told: [], notices: 0 },
  };
}

function stateOf({ kind, at, cool_until: coolUntil }: Omit<AlertRow, 'alert'>): AlertState {
  if (kind === 'firing') return { kind, at };
  if (kind === 'settling') return { kind, at, firedAt: at };
  return { kind: kind === 'pending' ? kind : 'ok', at, coolUntil };
}
