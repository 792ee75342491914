// Each caller gets a listener object of its own, because the browser would keep the same listener only once.
class Question {
  handleEvent(event: Event): void {
    event.preventDefault();
  }
}

/** The browser asks before the page is left, until the returned function is called. */
export function askBeforeLeaving(): () => void {
  if (typeof addEventListener === 'undefined') return () => {};
  const question = new Question();
  addEventListener('beforeunload', question);
  return () => removeEventListener('beforeunload', question);
}
