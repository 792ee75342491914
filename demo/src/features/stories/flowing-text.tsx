'use client';
import { useLayoutEffect, useRef, type ReactElement } from 'react';
import { flowInto } from '../../tales/dom-flowing-text.ts';

interface FlowingTextProps {
  readonly text: string;
}

/** A text while it is told. React renders only the element; the paragraphs in it grow by themselves. */
export function FlowingText({ text }: FlowingTextProps): ReactElement {
  const element = useRef<HTMLDivElement>(null);
  const flow = useRef<(text: string) => void>(undefined);
  useLayoutEffect(() => {
    if (!element.current) return;
    flow.current ??= flowInto(element.current);
    flow.current(text);
  }, [text]);
  return <div ref={element} className="manuscript-text" />;
}
