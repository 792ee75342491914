const fieldsOf: WeakMap<object, Set<() => void>> = /* @__PURE__ */ new WeakMap();

/**
 * Has a field that tidies its text when the user leaves it do so before the form is sent, too. Otherwise the form takes
 * the tidy text, which comes while it is being sent, for newer words of the user. Returns the undo.
 */
export function finishWith(control: object, finish: () => void): () => void {
  const fields = fieldsOf.get(control) ?? new Set();
  fieldsOf.set(control, fields.add(finish));
  return () => void fields.delete(finish);
}

/** Has each field of a form finish its text. */
export function finishFields(control: object): void {
  for (const finish of fieldsOf.get(control) ?? []) finish();
}
