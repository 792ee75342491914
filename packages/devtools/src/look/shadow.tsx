'use client';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { adoptStyles } from './dom-adopt-styles.ts';

interface ShadowProps {
  readonly css: string;
  readonly theme: 'system' | 'light' | 'dark';
  /** Whether it fills its place, as a tab of another tool. @default it takes no place in the page */
  readonly isFilling?: boolean;
  readonly children: ReactNode;
}

/** A shadow root in the page: no style of the app changes its content, and no style in it changes the app. */
export function Shadow({ css, theme, isFilling = false, children }: ShadowProps): ReactElement {
  const [root, setRoot] = useState<ShadowRoot>();
  useEffect(() => root && adoptStyles(root, css), [root, css]);
  return (
    <div
      data-holdfast-devtools={theme}
      data-fills={isFilling || undefined}
      ref={(host) => {
        if (host) setRoot(host.shadowRoot ?? host.attachShadow({ mode: 'open' }));
      }}
    >
      {root && createPortal(<div className="ground">{children}</div>, root)}
    </div>
  );
}
