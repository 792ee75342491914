import type { RollupMeasure } from '../../monitoring/rollup.ts';
import type { FieldChecker } from './field-checker.ts';

const MEASURES = Object.keys({
  operation: true,
  failure: true,
  latency: true,
  retry: true,
  recovery: true,
  'recovery-time': true,
  circuit: true,
  cache: true,
  auth: true,
  cost: true,
  report: true,
  request: true,
  'request-time': true,
  error: true,
  transaction: true,
  memory: true,
  pool: true,
} satisfies Record<RollupMeasure, true>);

/** Checks which counts a member selects. `measures` are the measures that the member allows. */
export function checkSelector(
  fields: FieldChecker,
  member: string,
  measures: readonly string[] = MEASURES,
): void {
  const selector = fields.inside(member);
  if (!selector) return;
  selector.oneOf('measure', measures);
  for (const dimension of ['operation', 'detail', 'release']) {
    const given = selector.value(dimension);
    const all: readonly unknown[] = Array.isArray(given) ? given : [given];
    selector.unless(
      given === undefined || (all.length > 0 && all.every(isName)),
      dimension,
      'must be a text or a list of texts, up to 200 characters each',
    );
  }
  selector.noOthers();
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 200;
}
