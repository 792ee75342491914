import type { ReactElement, ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

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
  const { children, look = 'plain', type = 'button', isBusy = false, label, onPress } = props;
  return (
    <Button
      className={look === 'plain' ? 'button' : `button ${look}`}
      type={isBusy ? 'button' : type}
      aria-disabled={isBusy}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where a press made the button appear
      autoFocus={props.hasFocus ?? false}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(onPress === undefined || isBusy ? {} : { onPress })}
    >
      {children}
    </Button>
  );
}
