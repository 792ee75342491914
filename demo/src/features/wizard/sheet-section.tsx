'use client';
import { useId, type ReactElement, type ReactNode } from 'react';
import type { StepStatus, Wizard } from '@holdfast/forms/wizard';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface SheetSectionProps {
  readonly number: number;
  readonly label: string;
  readonly status: StepStatus;
  /** For the heading of the current step. */
  readonly heading: Wizard<string>['heading'] | undefined;
  /** The text while the part is empty, also after a visit. @default the status in words */
  readonly blank?: string | undefined;
  readonly onOpen: () => void;
  /** Stands in the margin under the heading. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** One part of the character sheet, with its step as a heading in the margin. */
export function SheetSection(props: SheetSectionProps): ReactElement {
  const { number, label, status, heading, blank, onOpen, beside, children } = props;
  const text = useText(words);
  const headingId = useId();
  const isCurrent = heading !== undefined;
  const isFine = status === 'pristine' || status === 'valid';
  const said = isFine && blank !== undefined ? blank : text.status[status];
  return (
    <section
      className="spread sheet-section"
      aria-labelledby={headingId}
      data-current={isCurrent || undefined}
    >
      <div className="step-heading">
        <h2 id={headingId} {...(isCurrent ? { ...heading, 'aria-current': 'step' as const } : {})}>
          {number}. {label}
        </h2>
        <p className="muted">{isCurrent ? text.youAreHere : said}</p>
        {!isCurrent && (
          <div>
            <ActionButton look="quiet" label={text.openStep(label)} onPress={onOpen}>
              {text.open}
            </ActionButton>
          </div>
        )}
        {beside}
      </div>
      <div className="sheet stack-wide">{children}</div>
    </section>
  );
}
