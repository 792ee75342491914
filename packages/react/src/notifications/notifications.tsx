'use client';
import { noticeWords } from '@holdfast/core/messages';
import { useEffect, useRef, type ReactElement } from 'react';
import { LiveRegions } from '../announcer/live-regions.tsx';
import { Button } from '../look/button.tsx';
import { classNames } from '../look/class-names.ts';
import { useWords } from '../words/use-words.ts';
import type { NotificationStore } from './create-notifications.ts';
import { NoticeItem } from './notice-item.tsx';
import { useNotices } from './use-notices.ts';

export interface NotificationsProps {
  readonly store: NotificationStore;
  readonly className?: string;
}

/**
 * The news for the user, and the earlier ones behind a fold. Mount it once and keep it mounted: its two live regions
 * must be there before their first text. News wait while the user points at them or has the focus in them.
 */
export function Notifications({ store, className }: NotificationsProps): ReactElement {
  const { shown, history, textOf, spoken } = useNotices(store);
  const words = useWords('notices', noticeWords);
  const held = useRef<(() => void) | undefined>(undefined);
  const hold = (): void => {
    if (!held.current) held.current = store.hold();
  };
  const release = (): void => {
    held.current?.();
    held.current = undefined;
  };
  useEffect(() => release, []);
  const isEmpty = shown.length === 0 && history.length === 0;
  return (
    <>
      <LiveRegions from={spoken} />
      {!isEmpty && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only notices the user
        <section
          className={classNames('hf-notices', className)}
          aria-label={words.region}
          data-hf-focus
          tabIndex={-1}
          onPointerEnter={hold}
          onPointerLeave={release}
          onFocus={hold}
          onBlur={release}
        >
          <ol>
            {shown.map((notice) => (
              <NoticeItem key={notice.id} notice={notice} textOf={textOf} store={store} />
            ))}
          </ol>
          {history.length > 0 && (
            <details className="hf-history">
              <summary>
                {words.history} ({history.length})
              </summary>
              <ol>
                {history.map((notice) => (
                  <NoticeItem key={notice.id} notice={notice} textOf={textOf} />
                ))}
              </ol>
              <Button look="quiet" onPress={store.clearHistory}>
                {words.clear}
              </Button>
            </details>
          )}
        </section>
      )}
    </>
  );
}
