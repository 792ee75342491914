/** Gives a shadow root a style sheet, until the returned function is called. A strict content policy allows this way. */
export function adoptStyles(root: ShadowRoot, css: string): () => void {
  if (!('adoptedStyleSheets' in root)) {
    // A host such as jsdom.
    const style = document.createElement('style');
    style.textContent = css;
    (root as ShadowRoot).append(style);
    return () => style.remove();
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
