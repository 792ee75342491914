'use client';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';

interface ActionButtonProps {
  readonly children: ReactNode;
  readonly look?: 'primary' | 'plain' | 'quiet';
  readonly type?: 'button' | 'submit';
  /** The press is being worked on. Meanwhile the button does nothing. */
  readonly isBusy?: boolean;
  readonly label?: string;
  /** Takes the focus when it appears. */
  readonly hasFocus?: boolean;
  readonly onPress?: () => void;
}

/** A button that keeps its focus while it is busy: a truly disabled one would drop it. */
export function ActionButton(props: ActionButtonProps): ReactElement {
  const { children, look = 'plain', type = 'button', isBusy = false, hasFocus = false } = props;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Only where a press made the button appear.
    if (hasFocus) button.current?.focus();
  }, [hasFocus]);
  return (
    <button
      ref={button}
      className={look === 'plain' ? 'button' : `button ${look}`}
      type={isBusy || type === 'button' ? 'button' : 'submit'}
      aria-disabled={isBusy}
      aria-label={props.label}
      onClick={isBusy ? undefined : () => props.onPress?.()}
    >
      {children}
    </button>
  );
}
