import type { WizardPlace } from './wizard-state.ts';

/** The name of the wizard's note in a draft. */
export const WIZARD_MEMO = 'wizard';

export const toMemo = ({ step, passed, skipped }: WizardPlace): string =>
  [[step], passed, skipped].map((ids) => ids.map(encodeURIComponent).join(',')).join(';');

/** Reads a note from a draft. The wizard leaves out ids that it does not know. */
export function fromMemo(note = ''): WizardPlace {
  const [[step = ''] = [], passed = [], skipped = []] = note
    .split(';')
    .map((ids) => ids.split(',').map(decoded));
  return { step, passed, skipped };
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return '';
  }
}
