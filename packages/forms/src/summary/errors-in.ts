/** A mistake that react-hook-form shows at a field. */
export interface ShownError {
  readonly path: string;
  readonly message: string;
}

/** The members of an error itself. */
const OWN = new Set(['type', 'message', 'types', 'ref', 'root', 'cause']);

/** All mistakes in react-hook-form's errors, in the order of the form's fields. */
export function errorsIn(errors: unknown, fields: readonly string[]): readonly ShownError[] {
  const at = ({ path }: ShownError): number => {
    const found = fields.findIndex((field) => `${field}.`.startsWith(`${path}.`));
    return found < 0 ? fields.length : found;
  };
  return walk(errors, []).toSorted((one, other) => at(one) - at(other));
}

function walk(node: unknown, steps: readonly string[]): readonly ShownError[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, message } = node as Readonly<Record<string, unknown>>;
  // A field may be called `type`: then this member is no text.
  const isError = typeof type === 'string';
  const path = steps.filter((step) => step !== 'root').join('.');
  return [
    ...(isError && typeof message === 'string' && message !== '' ? [{ path, message }] : []),
    // In the error of a list or an object as a whole stand those of its parts.
    ...Object.keys(node)
      .filter((name) => !isError || !OWN.has(name))
      .flatMap((name) => walk(Reflect.get(node, name), [...steps, name])),
  ];
}
