import type { FieldIssue } from '../failures/field-issue.ts';
import { defect } from '../failures/defect.ts';
import { isFailure } from '../failures/failure.ts';
import { toPointer } from '../failures/pointer.ts';
import type { SchemaIssue, StandardSchema } from './standard-schema.ts';
import { withoutEcho } from './without-echo.ts';
import { inDevelopment } from '#in-development';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly FieldIssue[] };

/**
 * Checks a value against a schema. Resolves with the output of the schema or with its issues, which never repeat
 * the value. Without a schema every value passes unchanged. Rejects with `DEFECT` for a schema that is no Standard
 * Schema, throws or returns nonsense, and with a `Failure` that the schema itself threw.
 */
export async function parseWith<TOutput>(
  schema: StandardSchema<unknown, TOutput> | undefined,
  value: unknown,
): Promise<Parsed<TOutput>> {
  if (!schema) return { ok: true, value: value as TOutput };
  requireSchema(schema);
  try {
    const result = await schema['~standard'].validate(value);
    return result.issues
      ? { ok: false, issues: [...result.issues].map((issue) => quiet(toFieldIssue(issue), value)) }
      : { ok: true, value: 'value' in result ? result.value : unanswered() };
  } catch (cause) {
    if (isFailure(cause)) throw cause;
    throw defect(
      inDevelopment('Give a schema that answers a value or issues, and throws nothing.'),
      cause,
    );
  }
}

/** Throws `DEFECT` for a schema that is neither absent nor a Standard Schema, before core uses it. */
export function requireSchema(schema: StandardSchema | undefined): void {
  if (schema === undefined || schema === null) return;
  let validate: unknown;
  try {
    ({ validate } = schema['~standard']);
  } catch {
    // The member is missing or cannot be read.
  }
  if (typeof validate !== 'function') {
    throw defect(
      inDevelopment(
        'Give a Standard Schema: zod from 3.24, valibot from 1, ArkType from 2, or an object with "~standard".',
      ),
    );
  }
}

function unanswered(): never {
  throw new TypeError(inDevelopment('The schema answered neither a value nor issues.'));
}

function quiet({ pointer, message }: FieldIssue, value: unknown): FieldIssue {
  return { pointer, message: withoutEcho(message, value) };
}

export function toFieldIssue({ message, path }: SchemaIssue): FieldIssue {
  return {
    pointer: toPointer((path ?? []).map((step) => (typeof step === 'object' ? step.key : step))),
    message,
  };
}
