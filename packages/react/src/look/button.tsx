'use client';
import type { ReactElement, ReactNode, RefCallback } from 'react';
import { classNames } from './class-names.ts';

interface ButtonProps {
  readonly onPress: () => void;
  /** The button does nothing for now. It keeps its focus, which a disabled button would lose. @default false */
  readonly isBusy?: boolean;
  readonly look?: 'plain' | 'quiet';
  /** The name for assistive technology, when the text alone does not say what the button acts on. */
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly buttonRef?: RefCallback<HTMLButtonElement>;
  readonly children: ReactNode;
}

export function Button(props: ButtonProps): ReactElement {
  const {
    onPress,
    isBusy = false,
    look = 'plain',
    label,
    describedBy,
    buttonRef,
    children,
  } = props;
  return (
    <button
      ref={buttonRef}
      type="button"
      className={classNames('hf-button', look === 'quiet' ? 'hf-quiet' : undefined)}
      aria-disabled={isBusy || undefined}
      aria-label={label}
      aria-describedby={describedBy}
      onClick={isBusy ? undefined : onPress}
    >
      {children}
    </button>
  );
}
