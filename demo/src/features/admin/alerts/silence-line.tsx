'use client';
import { useAnnounce, useHoldfast } from '@holdfast/react';
import { use, useState, type ReactElement } from 'react';
import { endSilence, type AlertSilence } from '../../../../contract/alert-operations.ts';
import { focusPage } from '../../../frame/dom-page-focus.ts';
import { ActionButton } from '../../../look/action-button.tsx';
import { LanguageContext } from '../../../words/language-context.ts';
import { useText } from '../../../words/use-text.ts';
import { words } from './words.ts';

interface SilenceLineProps {
  readonly silence: AlertSilence;
  readonly onChanged: () => Promise<void>;
}

/** Until when an alert is silent, and why. */
export function SilenceLine({ silence, onChanged }: SilenceLineProps): ReactElement {
  const text = useText(words);
  const language = use(LanguageContext);
  const holdfast = useHoldfast();
  const announce = useAnnounce();
  const [isBusy, setBusy] = useState(false);
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  const end = async (): Promise<void> => {
    setBusy(true);
    const outcome = await holdfast.run(endSilence, { id: silence.id });
    setBusy(false);
    announce(outcome.kind === 'failed' ? text.failed : text.silenceEnded);
    if (outcome.kind === 'failed') return;
    focusPage();
    await onChanged();
  };
  return (
    <div className="alert-acts">
      <p className="muted">
        {text.silenced(time.format(silence.until))} <bdi>{silence.reason}</bdi>
      </p>
      <ActionButton look="quiet" isBusy={isBusy} onPress={() => void end()}>
        {text.endSilence}
      </ActionButton>
    </div>
  );
}
