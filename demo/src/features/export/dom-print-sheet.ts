'use client';
import { useEffect } from 'react';

/** Adds rules to the page for as long as the component is on it. The security policy allows no style element. */
export function usePrintRules(rules: string): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [rules]);
}

export const printPage = (): void => window.print();
