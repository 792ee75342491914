import type { StandardSchema } from '@holdfast/core';

export type JsonObject = Record<string, string>;

/** A schema that wants a text in each field. Checking costs the same on both sides. */
export function standardSchema(fields: readonly string[]): StandardSchema<JsonObject, JsonObject> {
  return {
    '~standard': {
      version: 1,
      vendor: 'bench',
      validate(value) {
        const record = value as JsonObject;
        const issues = fields
          .filter((name) => typeof record[name] !== 'string')
          .map((name) => ({ message: 'Write a text.', path: [name] }));
        return issues.length > 0 ? { issues } : { value: record };
      },
    },
  };
}
