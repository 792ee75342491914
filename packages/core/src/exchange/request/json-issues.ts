import type { FieldIssue } from '../../failures/field-issue.ts';
import { isPlain } from '../../persistence/is-plain.ts';
import { issueAt } from './issue-at.ts';
import { inDevelopment } from '#in-development';

// Enough to find the mistake. A list of a million files would have a million issues.
const MOST_ISSUES = 20;

/**
 * The parts of a value that JSON would change, or leave out without an error: a file becomes `{}`, `NaN`
 * becomes `null`, a function is gone. A member that is `undefined` is no mistake: JSON leaves it out. An object
 * with a method `toJSON`, such as a `Date`, gives its own JSON.
 */
export function jsonIssues(value: unknown, path: readonly PropertyKey[] = []): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const around = new Set<object>();

  const refuse = (at: readonly PropertyKey[], message: string | undefined): void => {
    issues.push(issueAt(at, message));
  };

  const look = (given: unknown, at: readonly PropertyKey[]): void => {
    if (issues.length >= MOST_ISSUES) return;
    const found = converted(given, at.at(-1));
    if (typeof found !== 'object' || found === null) {
      if (!isJson(found))
        refuse(
          at,
          inDevelopment(
            `is of type ${typeof found}, or no finite number, which JSON does not have`,
          ),
        );
    } else if (around.has(found)) {
      refuse(at, inDevelopment('is part of itself'));
    } else if (hasMore(found) || !(Array.isArray(found) || isPlain(found))) {
      refuse(
        at,
        inDevelopment('is an object that JSON would empty, or has members that it would leave out'),
      );
    } else {
      around.add(found);
      // The keys of a list name its holes too.
      const names = Array.isArray(found) ? found.keys() : Object.keys(found);
      for (const name of names) {
        const member = (found as Record<PropertyKey, unknown>)[name];
        // JSON leaves out a member that is `undefined`. Most members are texts, which need neither a look nor a path.
        const isFine = isText(member) || (member === undefined && !Array.isArray(found));
        if (!isFine) look(member, [...at, name]);
      }
      around.delete(found);
    }
  };

  try {
    look(value, path);
  } catch {
    // Nested too deeply, or a member that throws when it is read: JSON cannot read it either.
    refuse(path, inDevelopment('cannot be read'));
  }
  return issues;
}

function converted(value: unknown, name: PropertyKey = ''): unknown {
  const { toJSON } = Object(value) as { toJSON?: unknown };
  // An invalid date becomes null.
  if (value instanceof Date && Number.isNaN(value.getTime())) return Number.NaN;
  return typeof toJSON === 'function' ? toJSON.call(value, String(name)) : value;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isJson(value: unknown): boolean {
  return value === null || isText(value) || typeof value === 'boolean' || Number.isFinite(value);
}

/** Members that JSON does not write: those named by symbols, and those of a list beside its items. */
function hasMore(value: object): boolean {
  const isNamed = Object.prototype.propertyIsEnumerable;
  return (
    (Array.isArray(value) && Object.keys(value).length > value.length) ||
    Object.getOwnPropertySymbols(value).some((symbol) => isNamed.call(value, symbol))
  );
}
