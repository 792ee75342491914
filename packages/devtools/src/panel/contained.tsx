'use client';
import { Component, type ReactNode } from 'react';

interface ContainedProps {
  readonly children: ReactNode;
  /** What broke, in words: "This tab". */
  readonly what: string;
  /** Called when the user closes what is shown in place of the broken part. @default it cannot be closed */
  readonly onClose?: (() => void) | undefined;
}

/** A tool for developers must not take the page down that they look at: an error within ends here. */
export class Contained extends Component<ContainedProps, { readonly why?: string }> {
  override state: { readonly why?: string } = {};

  static getDerivedStateFromError(error: unknown): { readonly why: string } {
    return { why: error instanceof Error ? error.message : typeof error };
  }

  override render(): ReactNode {
    const { children, what, onClose } = this.props;
    const { why } = this.state;
    if (why === undefined) return children;
    return (
      <p role="alert" className="empty">
        {what} of the Holdfast devtools broke, and your page goes on: {why}{' '}
        {onClose && (
          <button type="button" onClick={onClose}>
            Close
          </button>
        )}
      </p>
    );
  }
}
