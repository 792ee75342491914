import type { ReactElement, ReactNode } from 'react';
import { ActionButton } from '../../look/action-button.tsx';

interface StepButtonsProps {
  readonly onBack?: () => void;
  /** The way on. */
  readonly children: ReactNode;
}

export function StepButtons({ onBack, children }: StepButtonsProps): ReactElement {
  return (
    <div className="buttons step-buttons">
      {children}
      {onBack && <ActionButton onPress={onBack}>Back</ActionButton>}
    </div>
  );
}
