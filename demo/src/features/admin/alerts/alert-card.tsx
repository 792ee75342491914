'use client';
import { useAnnounce, useHoldfast } from '@holdfast/react';
import { use, type ReactElement } from 'react';
import { acknowledgeAlert, type Alert } from '../../../../contract/alert-operations.ts';
import { FormTrouble } from '../../../form/form-trouble.tsx';
import { ActionButton } from '../../../look/action-button.tsx';
import { Glyph } from '../../../look/glyph.tsx';
import type { Tone } from '../../../look/tone.ts';
import { LanguageContext } from '../../../words/language-context.ts';
import { useText } from '../../../words/use-text.ts';
import { useAct } from '../use-act.ts';
import { SilenceForm } from './silence-form.tsx';
import { SilenceLine } from './silence-line.tsx';
import { whyInWords } from './why-in-words.ts';
import { words } from './words.ts';

interface AlertCardProps {
  readonly alert: Alert;
  readonly onChanged: () => Promise<void>;
}

/**
 * One alert: its name, its beginning, its reason, the targets that got a notice, and the actions of an
 * administrator.
 */
export function AlertCard({ alert, onChanged }: AlertCardProps): ReactElement {
  const text = useText(words);
  const language = use(LanguageContext);
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  const list = new Intl.ListFormat(language);
  const { state, since, also, sessions, told, acknowledged, silence, runbook, runbookUrl } = alert;
  const values = Object.values(alert.values).filter((value) => value !== '');
  const title = text.titles[alert.rule] ?? alert.title;
  const name = [title, ...values].join(', ');
  const worst = Object.entries(alert.worst).flatMap(([dimension, value]) =>
    value === '' ? [] : [`${text.dimensions[dimension] ?? dimension} ${value}`],
  );
  const sentences = [
    whyInWords(alert.why, text, language),
    worst.length > 0 && text.worst(list.format(worst)),
    also > 0 && text.also(also),
    sessions !== undefined &&
      sessions > 0 &&
      text.sessions(sessions, sessions.toLocaleString(language)),
  ].filter(Boolean);
  return (
    <li className="alert" data-severity={alert.severity} data-state={state}>
      <p className="alert-severity">
        <Glyph tone={TONES[alert.severity]} /> {text.severities[alert.severity]}
      </p>
      <h3 className="alert-name">
        {title}
        {values.length > 0 && (
          <>
            {': '}
            <bdi>{values.join(', ')}</bdi>
          </>
        )}
      </h3>
      <p>{sentences.join(' ')}</p>
      <p className="muted">
        {text.states[state](time.format(since))}{' '}
        {told.length > 0 ? text.told(list.format(told)) : state !== 'pending' && text.notTold}
      </p>
      {acknowledged && <p className="muted">{text.acknowledged(time.format(acknowledged.at))}</p>}
      {runbook !== undefined &&
        (runbookUrl === undefined ? (
          // The name of the alert may say the code already.
          !values.includes(runbook) && <p className="muted">{runbook}</p>
        ) : (
          <p>
            <a href={runbookUrl}>{text.runbook(runbook)}</a>
          </p>
        ))}
      {silence ? (
        <SilenceLine silence={silence} onChanged={onChanged} />
      ) : (
        state !== 'pending' && (
          <div className="alert-acts">
            {!acknowledged && <AcknowledgeButton alert={alert} name={name} onChanged={onChanged} />}
            <SilenceForm fingerprint={alert.fingerprint} name={name} onChanged={onChanged} />
          </div>
        )
      )}
    </li>
  );
}

const TONES: Readonly<Record<Alert['severity'], Tone>> = {
  critical: 'failed',
  warning: 'failed',
  info: 'stale',
  debug: 'stale',
};

interface AcknowledgeButtonProps extends AlertCardProps {
  readonly name: string;
}

function AcknowledgeButton({ alert, name, onChanged }: AcknowledgeButtonProps): ReactElement {
  const text = useText(words);
  const holdfast = useHoldfast();
  const announce = useAnnounce();
  const { state, isBusy, perform } = useAct();
  const { fingerprint } = alert;
  const press = async (): Promise<void> => {
    if (await perform(() => holdfast.run(acknowledgeAlert, { fingerprint }))) {
      announce(text.isAcknowledged(name));
    }
    await onChanged();
  };
  return (
    <>
      <ActionButton
        isBusy={isBusy}
        label={text.acknowledgeNamed(name)}
        onPress={() => void press()}
      >
        {text.acknowledge}
      </ActionButton>
      <FormTrouble title={text.failed} state={state} issues={[]} />
    </>
  );
}
