import type { Failure } from '@holdfast/core';
import type { StreamState } from '@holdfast/core/parts';

/** How the text of a generator relates to its field. The draft keeps this with the field. */
export interface Assist {
  /**
   * `following`: the field takes the text as it comes. `own`: the user writes. `apart`: the user has chosen neither.
   */
  readonly mode: 'apart' | 'following' | 'own';
  /** The text that stood in the field when the generator last began. */
  readonly earlier: string;
}

/** The state of an assisted field. In each of them the user may type, and the text stays. */
export type AssistView =
  | { readonly kind: 'idle' }
  | { readonly kind: 'writing' }
  | {
      readonly kind: 'interrupted';
      readonly failure: Failure;
      /** Whether the same text can go on. If not, the user can only begin another. */
      readonly canContinue: boolean;
      /** Whether it goes on by itself. */
      readonly resuming: boolean;
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'written' }
  /** The user has changed the text, or writes it without the generator. */
  | { readonly kind: 'own' }
  /** The device has kept a text that is not in the field. */
  | { readonly kind: 'offered'; readonly text: string };

export const APART: Assist = { mode: 'apart', earlier: '' };

export const toAssistMemo = (assist: Assist): string => JSON.stringify(assist);

/** Reads a note from a draft, which may be of any shape. */
export function fromAssistMemo(note: string | undefined): Assist {
  try {
    const { mode, earlier } = JSON.parse(note ?? '{}') as Partial<Record<keyof Assist, unknown>>;
    if (mode !== 'following' && mode !== 'own') return APART;
    return { mode, earlier: typeof earlier === 'string' ? earlier : '' };
  } catch {
    return APART;
  }
}

/** The text to put into the field, if any. It never takes the place of something that the user wrote. */
export function textToPut(
  { mode, earlier }: Assist,
  text: string,
  value: string,
): string | undefined {
  if (mode !== 'following' || text === '' || value.startsWith(text)) return undefined;
  return text.startsWith(value) || value === earlier ? text : undefined;
}

export function viewOfAssist({ mode }: Assist, stream: StreamState): AssistView {
  if (mode === 'own') return { kind: 'own' };
  if (mode === 'apart') {
    return 'text' in stream && stream.text !== ''
      ? { kind: 'offered', text: stream.text }
      : { kind: 'idle' };
  }
  switch (stream.kind) {
    case 'running':
    case 'streaming':
      return { kind: 'writing' };
    case 'interrupted': {
      const { failure, resumable, resuming } = stream;
      return { kind: 'interrupted', failure, canContinue: resumable, resuming };
    }
    case 'failed':
      return { kind: 'failed', failure: stream.failure };
    case 'live':
      return { kind: 'written' };
    case 'idle':
      return { kind: 'idle' };
  }
}
