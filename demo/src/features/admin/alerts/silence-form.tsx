'use client';
import { useAnnounce, useHoldfast } from '@holdfast/react';
import { useRef, useState, type FormEvent, type ReactElement } from 'react';
import { silenceAlert } from '../../../../contract/alert-operations.ts';
import { FormTrouble } from '../../../form/form-trouble.tsx';
import { focusPage } from '../../../frame/dom-page-focus.ts';
import { ActionButton } from '../../../look/action-button.tsx';
import { LineField } from '../../../look/line-field.tsx';
import { useText } from '../../../words/use-text.ts';
import { Choice } from '../choice.tsx';
import { useAct } from '../use-act.ts';
import { words } from './words.ts';

const SPANS = { hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000 } as const;
type Span = keyof typeof SPANS;

interface SilenceFormProps {
  readonly fingerprint: string;
  readonly name: string;
  readonly onChanged: () => Promise<void>;
}

/** Silences one alert for a time, with a reason that others can read. */
export function SilenceForm({ fingerprint, name, onChanged }: SilenceFormProps): ReactElement {
  const text = useText(words);
  const holdfast = useHoldfast();
  const announce = useAnnounce();
  const [span, setSpan] = useState<Span>('hour');
  const [reason, setReason] = useState('');
  const [issue, setIssue] = useState<string>();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const { state, isBusy, perform } = useAct();

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === '') {
      setIssue(text.reasonNeeded);
      field.current?.focus();
      return;
    }
    setIssue(undefined);
    const input = { fingerprint, forMs: SPANS[span], reason: reason.trim() };
    if (!(await perform(() => holdfast.run(silenceAlert, input)))) return;
    announce(text.isSilenced(name));
    // The form goes with the list that comes now.
    focusPage();
    await onChanged();
  };
  return (
    <details className="silence">
      <summary aria-label={text.silenceNamed(name)}>{text.silence}</summary>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <Choice label={text.silenceFor} value={span} onChange={(value) => setSpan(value as Span)}>
          {Object.entries(text.spans).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Choice>
        <LineField
          label={text.reason}
          name="reason"
          value={reason}
          onChange={setReason}
          inputRef={field}
          hint={text.reasonHint}
          issue={issue}
        />
        <FormTrouble title={text.failed} state={state} issues={[]} />
        <div className="buttons">
          <ActionButton type="submit" isBusy={isBusy}>
            {text.silenceNow}
          </ActionButton>
        </div>
      </form>
    </details>
  );
}
