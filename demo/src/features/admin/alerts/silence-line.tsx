'use client';
import { useAnnounce, useHoldfast } from '@holdfast/react';
import { use, type ReactElement } from 'react';
import { endSilence, type AlertSilence } from '../../../../contract/alert-operations.ts';
import { FormTrouble } from '../../../form/form-trouble.tsx';
import { focusPage } from '../../../frame/dom-page-focus.ts';
import { ActionButton } from '../../../look/action-button.tsx';
import { LanguageContext } from '../../../words/language-context.ts';
import { useText } from '../../../words/use-text.ts';
import { useAct } from '../use-act.ts';
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
  const { state, isBusy, perform } = useAct();
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  const end = async (): Promise<void> => {
    if (!(await perform(() => holdfast.run(endSilence, { id: silence.id })))) return;
    announce(text.silenceEnded);
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
      <FormTrouble title={text.failed} state={state} issues={[]} />
    </div>
  );
}
