/**
 * A deep copy. It uses `structuredClone` where the host has it. Elsewhere (jsdom in Jest 29, React Native) it
 * copies lists, plain objects, dates, maps and sets, and shares everything else with the original.
 */
export function webClone<T>(value: T): T {
  return typeof structuredClone === 'function' ? structuredClone(value) : (copy(value) as T);
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (value instanceof Date) return new Date(value);
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [copy(key), copy(one)]));
  if (value instanceof Set) return new Set([...value].map(copy));
  return Object.prototype.toString.call(value) === '[object Object]'
    ? Object.fromEntries(Object.entries(value as object).map(([name, one]) => [name, copy(one)]))
    : value;
}
