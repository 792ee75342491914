import { createElement, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';

/** The same small app for both sides: a list of everything that was written. */
export function showTexts(): (text: string) => void {
  let texts: readonly string[] = [];
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  function Texts() {
    const shown = useSyncExternalStore(subscribe, () => texts);
    const items = shown.map((text) => createElement('li', { key: text }, text));
    return createElement('ul', null, items);
  }
  const root = document.querySelector('#root');
  if (root) createRoot(root).render(createElement(Texts));
  return (text) => {
    texts = [...texts, text];
    for (const listener of listeners) listener();
  };
}
