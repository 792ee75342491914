'use client';
import type { Failure } from '@holdfast/core';
import { connectionWords } from '@holdfast/core/messages';
import type { ReactElement } from 'react';
import { useAnnounced } from '../announcer/use-announced.ts';
import { classNames } from '../look/class-names.ts';
import { Note } from '../look/note.tsx';
import { useOutbox } from '../use-outbox.ts';
import { useHoldfast } from '../use-holdfast.ts';
import { useObservable } from '../use-observable.ts';
import { countedWord } from '../words/counted-word.ts';
import { useLocale, useWords } from '../words/use-words.ts';
import { useConnectivityBanner } from './use-connectivity-banner.ts';

export interface ConnectivityBannerProps {
  /** Whether the device can store changes: the snapshot of `outbox.storage`. @default 'ok' */
  readonly storage?: 'ok' | Failure;
  /**
   * Whether the outbox takes what the user does on this page. Where it takes nothing, such as on a page of settings
   * that only the server can change, the banner does not say that changes are saved on the device. @default true
   */
  readonly queues?: boolean;
  readonly className?: string;
}

/** Says when the server cannot be reached, and when it can be reached again. Otherwise it shows nothing. */
export function ConnectivityBanner(props: ConnectivityBannerProps): ReactElement | null {
  const { storage = 'ok', queues = true, className } = props;
  const banner = useConnectivityBanner();
  const words = useWords('connection', connectionWords);
  const locale = useLocale();
  const { outbox, identity } = useHoldfast();
  const isSignedIn = useObservable(identity) !== null;
  const { items: entries } = useOutbox();
  const isKept = storage === 'ok' && !entries.some(({ kept }) => kept === false);
  const safety = queues && isSignedIn && outbox && (isKept ? words.kept : words.unkept);
  const text =
    banner.kind === 'away'
      ? words[banner.connectivity]
      : banner.kind === 'quiet'
        ? ''
        : banner.sending > 0
          ? countedWord(banner.sending, words.backSendingOne, words.backSendingMany, locale)
          : banner.sent > 0
            ? countedWord(banner.sent, words.backSentOne, words.backSentMany, locale)
            : words.back;
  const isAway = banner.kind === 'away';
  // The numbers change while changes are sent. A screen reader announces only the beginning and the end of sending.
  const news = banner.kind === 'back' && banner.sending > 0 ? 'sending' : banner.kind;
  useAnnounced(
    isAway ? `${news} ${banner.connectivity}` : news,
    isAway && safety ? `${text} ${safety}` : text,
  );
  if (banner.kind === 'quiet') return null;
  return (
    <Note
      className={classNames('hf-banner', className)}
      tone={isAway ? 'offline' : banner.sending > 0 ? 'recovering' : 'live'}
    >
      <p className="hf-title">{text}</p>
      {isAway && safety && <p>{safety}</p>}
    </Note>
  );
}
