'use client';
import { useAnnounce, useStream } from '@holdfast/react';
import { useEffect, useRef, type ReactElement } from 'react';
import { writeBackstory } from '../../../contract/backstory-operations.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { useSpending } from '../../spending/use-spending.ts';
import { reasonOf } from '../../words/failure-words.ts';
import { useText } from '../../words/use-text.ts';
import type { BackstoryMemo } from './backstory-memo.ts';
import type { SheetForm } from './use-sheet-form.ts';
import { words } from './words.ts';

interface BackstoryPouringProps {
  readonly memo: BackstoryMemo;
  readonly form: Pick<SheetForm, 'getValues' | 'setValue'>;
  readonly onPoured: (length: number) => void;
  readonly onEnd: () => void;
}

/**
 * Pours the text of a generation into the field of the backstory as it comes, behind the text that the writer has there
 * by then. Whatever ends the generation, the text stays.
 */
export default function BackstoryPouring(props: BackstoryPouringProps): ReactElement {
  const { memo, form, onPoured, onEnd } = props;
  const text = useText(words);
  const announce = useAnnounce();
  const { refresh: readSpending } = useSpending();
  const result = useStream(writeBackstory, memo.wish);
  const { stream, text: told, interrupted } = result;
  const poured = useRef(memo.poured);
  const { kind } = stream;

  useEffect(() => {
    // The server knows the key, so it neither writes nor bills a text again that began before a crash.
    if (kind === 'idle') void result.continue({ key: memo.key });
    // Only the beginning matters here.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [kind, memo.key]);

  useEffect(() => {
    const more = told.slice(poured.current);
    if (more !== '') {
      poured.current = told.length;
      const before = form.getValues('backstory');
      form.setValue('backstory', before + more, { shouldDirty: true, shouldTouch: true });
      onPoured(told.length);
    }
    if (kind === 'live') {
      announce(text.written);
      onEnd();
      void readSpending();
      // A copy that cannot be removed only takes space.
      void result.forget().catch(() => {});
    }
    // Only more text or a new state matters: each render makes the functions anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [told, kind]);

  const stop = async (): Promise<void> => {
    // The writer stopped it, so the page shows no failure.
    if ((await result.stop()) === undefined) onEnd();
    void readSpending();
  };
  const failure = kind === 'failed' ? stream.failure : interrupted?.failure;
  const isStopped = kind === 'failed' || (interrupted && !interrupted.resuming);
  if (!isStopped) {
    return (
      <StateNote tone="recovering" title={interrupted ? text.reconnecting : text.beingWritten}>
        <div className="buttons">
          <ActionButton look="quiet" onPress={() => void stop()}>
            {text.stop}
          </ActionButton>
        </div>
      </StateNote>
    );
  }
  return (
    <StateNote tone="failed" title={kind === 'failed' ? text.notBegun : text.stoppedHere}>
      {failure && (
        <p>
          {reasonOf(failure)} {kind === 'failed' && failure.effect === 'none' && text.nothingSpent}
        </p>
      )}
      {kind !== 'failed' && <p>{text.textStays}</p>}
      <div className="buttons">
        {interrupted?.resumable && (
          <ActionButton look="quiet" onPress={() => void result.continue({ key: memo.key })}>
            {text.getRest}
          </ActionButton>
        )}
        <ActionButton
          look="quiet"
          onPress={() => {
            onEnd();
            void readSpending();
          }}
        >
          {text.writeMyself}
        </ActionButton>
      </div>
    </StateNote>
  );
}
