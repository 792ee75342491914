/** Listens for Alt+Shift+H until the returned function is called. */
export function onShortcut(press: () => void): () => void {
  const hear = (event: KeyboardEvent): void => {
    if (!event.altKey || !event.shiftKey || event.code !== 'KeyH') return;
    event.preventDefault();
    press();
  };
  document.addEventListener('keydown', hear);
  return () => document.removeEventListener('keydown', hear);
}
