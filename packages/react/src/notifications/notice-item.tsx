'use client';
import { noticeWords } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';
import type { ReactElement } from 'react';
import { Button } from '../look/button.tsx';
import { FailureFacts } from '../look/failure-facts.tsx';
import { Note } from '../look/note.tsx';
import { useKeptFocus } from '../look/use-kept-focus.ts';
import { ageInWords } from '../status/age-in-words.ts';
import { useNow } from '../clock/use-now.ts';
import { useLocale, useWords } from '../words/use-words.ts';
import type { NotificationStore } from './create-notifications.ts';
import type { Notice } from './notices-state.ts';

interface NoticeItemProps {
  readonly notice: Notice;
  readonly textOf: (notice: Notice) => string;
  /** Absent in the history, where a notice stays. */
  readonly store?: NotificationStore;
}

export function NoticeItem({ notice, textOf, store }: NoticeItemProps): ReactElement {
  const words = useWords('notices', noticeWords);
  const item = useKeptFocus<HTMLLIElement>();
  const now = useNow();
  const locale = useLocale();
  const text = textOf(notice);
  const { id, tone, failure, actions, count, storm, at } = notice;
  const close = (): void => store?.dismiss(id);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape does what its button does
    <li
      ref={item}
      className="hf-notice"
      onKeyDown={({ key }) => {
        if (key === 'Escape') close();
      }}
    >
      <Note tone={tone === 'error' ? 'failed' : 'live'}>
        <p className="hf-title" dir="auto">
          {text}
        </p>
        {count > 1 && !storm && <p>{fillWords(words.again, { count: `${count}` })}</p>}
        {!store && <p>{ageInWords(at, now, locale)}</p>}
        {(actions.length > 0 || store) && (
          <div className="hf-buttons">
            {actions.map(({ label, run }) => (
              <Button
                key={label}
                look="quiet"
                label={`${label}: ${text}`}
                onPress={() => {
                  run();
                  close();
                }}
              >
                {label}
              </Button>
            ))}
            {store && (
              <Button look="quiet" label={`${words.dismiss}: ${text}`} onPress={close}>
                {words.dismiss}
              </Button>
            )}
          </div>
        )}
        {storm && (
          <details>
            <summary>{words.members}</summary>
            <ol>
              {storm.map((one) => (
                <NoticeItem key={one.id} notice={one} textOf={textOf} />
              ))}
            </ol>
          </details>
        )}
        {failure && <FailureFacts failure={failure} title={words.technical} />}
      </Note>
    </li>
  );
}
