'use client';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { UNSEEN } from '../unseen.ts';

/** Reads out that something stopped working, unless the fallback beside it does so itself. */
export function SpokenNotice({ stopped }: { readonly stopped: string }): ReactElement {
  const notice = useRef<HTMLSpanElement>(null);
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => {
    setNeeded(!notice.current?.parentElement?.querySelector('[role="alert"]:not([data-spoken])'));
  }, []);
  return (
    <span ref={notice} data-spoken role={isNeeded ? 'alert' : undefined} style={UNSEEN}>
      {isNeeded && `${stopped}.`}
    </span>
  );
}
