import type { FieldIssue } from '../failures/field-issue.ts';
import type { SchemaIssue, StandardSchema } from './standard-schema.ts';
import { withoutEcho } from './without-echo.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly FieldIssue[] };

/**
 * Checks a value against a schema. Without a schema everything passes as it is. What the issues say
 * never repeats the value.
 */
export async function parseWith<TOutput>(
  schema: StandardSchema<unknown, TOutput> | undefined,
  value: unknown,
): Promise<Parsed<TOutput>> {
  if (!schema) return { ok: true, value: value as TOutput };
  const result = await schema['~standard'].validate(value);
  return result.issues
    ? { ok: false, issues: result.issues.map((issue) => quiet(toFieldIssue(issue), value)) }
    : { ok: true, value: result.value };
}

function quiet({ pointer, message }: FieldIssue, value: unknown): FieldIssue {
  return { pointer, message: withoutEcho(message, value) };
}

export function toFieldIssue({ message, path = [] }: SchemaIssue): FieldIssue {
  return {
    pointer: toPointer(path.map((step) => (typeof step === 'object' ? step.key : step))),
    message,
  };
}

/** RFC 6901: `~` and `/` inside a name are escaped. The whole value is the empty pointer. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
