'use client';
import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  /**
   * Escape, or a press beside the dialog: the writer wants to leave everything as it was. Without it, only what is
   * inside closes the dialog.
   */
  readonly onClose?: () => void;
  /** Whether nothing of the page shows behind it. */
  readonly hidesPage?: boolean;
  readonly children: ReactNode;
}

/** A dialog of the browser: it keeps the focus inside, and gives it back where it came from. */
export function Dialog(props: DialogProps): ReactElement {
  const { title, isOpen, onClose, hidesPage = false, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!isOpen || !element) return undefined;
    // Otherwise the browser focuses the first field, which is then left at once and says that it is empty.
    const content = element.firstElementChild;
    content?.toggleAttribute('inert', true);
    element.showModal();
    content?.toggleAttribute('inert', false);
    element.focus();
    return () => element.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      className={hidesPage ? 'dialog dialog-closed' : 'dialog'}
      tabIndex={-1}
      aria-labelledby={heading}
      onCancel={(event) => {
        // The component that opened it says whether it closes.
        event.preventDefault();
        onClose?.();
      }}
      onClose={() => {
        // A second Escape closes it without asking.
        if (!isOpen) return;
        if (onClose) onClose();
        else dialog.current?.showModal();
      }}
      onPointerDown={({ target }) => {
        if (target === dialog.current) onClose?.();
      }}
    >
      {isOpen && (
        <div className="stack dialog-page">
          <h2 id={heading}>{title}</h2>
          {children}
        </div>
      )}
    </dialog>
  );
}
