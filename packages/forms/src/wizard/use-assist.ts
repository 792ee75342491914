'use client';
import type { StreamResult } from '@holdfast/react';
import { requireOptions } from '@holdfast/core/parts';
import { useEffect, useRef } from 'react';
import {
  get,
  type FieldPathByValue,
  type FieldValues,
  type PathValue,
  type UseFormReturn,
} from 'react-hook-form';
import type { FormDraft } from '../draft/use-draft.ts';
import { useLatest } from '../use-latest.ts';
import {
  fromAssistMemo,
  textToPut,
  toAssistMemo,
  viewOfAssist,
  type Assist,
  type AssistView,
} from './assist-state.ts';

export interface AssistOptions<TValues extends FieldValues> {
  readonly form: Pick<
    UseFormReturn<TValues>,
    'getValues' | 'setFocus' | 'setValue' | 'subscribe'
  > & {
    readonly draft: Pick<FormDraft<TValues>, 'memo' | 'remember'>;
  };
  /** The field that takes the text. */
  readonly name: FieldPathByValue<TValues, string>;
  /** The generator, from `useStream`. */
  readonly stream: Pick<StreamResult<unknown>, 'stream' | 'text' | 'start' | 'continue' | 'stop'>;
}

export interface AssistActions {
  /** Begins a text. The text in the field stays until the first words have come, and then is `earlier`. */
  readonly write: () => void;
  /** Asks for the rest of an interrupted text. */
  readonly continue: () => void;
  /** Stops the generator, and leaves the field with its text to the user. */
  readonly writeMyself: () => void;
  /** Puts the earlier text into the field again. The text that stood there becomes the earlier one. */
  readonly takeEarlier: () => void;
  /** Takes an offered text into the field. The text that stood there becomes the earlier one. */
  readonly takeOffered: () => void;
}

export type AssistResult = AssistView &
  AssistActions & {
    /** The text that was in the field before the generator began; empty for none. */
    readonly earlier: string;
  };

/**
 * Lets a generator write into a field of a form. The draft keeps the text as it comes, so a crash loses none of it. The
 * user may type at any time, and the generator then leaves the field alone.
 */
export function useAssist<TValues extends FieldValues>(
  options: AssistOptions<TValues>,
): AssistResult {
  requireOptions<AssistOptions<FieldValues>>('useAssist', options as never, {
    form: 'an object with getValues, setFocus, setValue, subscribe',
    name: 'a text that is not empty',
    stream: 'an object with start, continue, stop',
  });

  const { form, name, stream } = options;
  const memo = `assist.${name}`;
  const assist = fromAssistMemo(form.draft.memo[memo]);
  const { subscribe, getValues, setValue } = form;
  const isPutting = useRef(false);
  /** The text of the previous stream, until the next one begins. */
  const gone = useRef('');
  const latest = useLatest({ assist, remember: form.draft.remember });

  const valueNow = (): string => {
    const value: unknown = get(getValues(), name);
    return typeof value === 'string' ? value : '';
  };
  const put = (text: string): void => {
    isPutting.current = true;
    setValue(name, text as PathValue<TValues, typeof name>, { shouldDirty: true });
    isPutting.current = false;
  };
  const become = (next: Assist): void => form.draft.remember(memo, toAssistMemo(next));

  const take = useLatest((text: string): void => {
    if (text !== '' && text === gone.current) return;
    gone.current = '';
    const due = textToPut(assist, text, valueNow());
    if (due !== undefined) put(due);
  });
  const { mode } = assist;
  useEffect(() => take.current(stream.text), [take, stream.text, mode]);

  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback({ name: changed }) {
          const { assist: now, remember } = latest.current;
          if (changed !== name || isPutting.current || now.mode !== 'following') return;
          remember(memo, toAssistMemo({ ...now, mode: 'own' }));
        },
      }),
    [subscribe, name, memo, latest],
  );

  return {
    ...viewOfAssist(assist, stream.stream),
    earlier: assist.earlier,
    write() {
      gone.current = stream.text;
      become({ mode: 'following', earlier: valueNow() });
      void stream.start();
    },
    continue() {
      become({ ...assist, mode: 'following' });
      void stream.continue();
    },
    writeMyself() {
      become({ ...assist, mode: 'own' });
      void stream.stop();
      form.setFocus(name);
    },
    takeEarlier() {
      const text = valueNow();
      put(assist.earlier);
      become({ mode: 'own', earlier: text });
    },
    takeOffered() {
      const text = valueNow();
      put(stream.text);
      become({ mode: 'following', earlier: text });
    },
  };
}
