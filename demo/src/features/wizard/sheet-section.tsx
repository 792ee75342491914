import { useId, type ReactElement, type ReactNode } from 'react';
import type { StepStatus, Wizard } from '@holdfast/forms';
import { ActionButton } from '../../look/action-button.tsx';

interface SheetSectionProps {
  readonly number: number;
  readonly label: string;
  readonly status: StepStatus;
  readonly heading: Wizard<string>['heading'];
  /** Said while there is nothing in it yet. @default 'Still blank' */
  readonly blank?: string | undefined;
  readonly onOpen: () => void;
  /** Stands in the margin under the heading. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

const words: Readonly<Record<StepStatus, string>> = {
  current: 'You are here',
  pristine: 'Still blank',
  valid: 'Filled in',
  invalid: 'Something needs a look',
};

/** One part of the character sheet, with its step as a heading in the margin. */
export function SheetSection(props: SheetSectionProps): ReactElement {
  const { number, label, status, heading, blank, onOpen, beside, children } = props;
  const headingId = useId();
  const isCurrent = status === 'current';
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
        <p className="muted">{status === 'pristine' ? (blank ?? words.pristine) : words[status]}</p>
        {!isCurrent && (
          <div>
            <ActionButton look="quiet" label={`Open ${label}`} onPress={onOpen}>
              Open
            </ActionButton>
          </div>
        )}
        {beside}
      </div>
      <div className="sheet stack-wide">{children}</div>
    </section>
  );
}
