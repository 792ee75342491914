import type { ReactElement, ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

interface ActionButtonProps {
  readonly children: ReactNode;
  readonly look?: 'primary' | 'plain' | 'quiet';
  readonly type?: 'button' | 'submit';
  /** Says that the press was heard; the button keeps its focus and does nothing meanwhile. */
  readonly isBusy?: boolean;
  readonly label?: string;
  /** Takes the focus when it appears. */
  readonly hasFocus?: boolean;
  readonly onPress?: () => void;
}

/** A button that never drops the focus: while busy it is disabled for assistive technology only. */
export function ActionButton(props: ActionButtonProps): ReactElement {
  const { children, look = 'plain', type = 'button', isBusy = false, label, onPress } = props;
  return (
    <Button
      className={look === 'plain' ? 'button' : `button ${look}`}
      type={type}
      isPending={isBusy}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where a press made the button appear
      autoFocus={props.hasFocus ?? false}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(onPress === undefined ? {} : { onPress })}
    >
      {children}
    </Button>
  );
}
