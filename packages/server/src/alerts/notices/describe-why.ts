import type { Why } from '../judging/why.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** One sentence that says why an alert fires, in English. */
export function describeWhy(why: Why): string {
  switch (why.kind) {
    case 'threshold': {
      const [value, limit] = [why.value, why.limit].map((number) => measured(why.what, number));
      return `${NAMES[why.what]} was ${value} in the ${last(why.windowMs)} (${events(why.events)}), ${why.is} the limit of ${limit}.`;
    }
    case 'burnRate':
      return `${count(why.bad)} of ${count(why.all)} failed in the ${last(why.windowMs)}: the error budget of ${percent(1 - why.objective)} is spent at least ${count(why.burns)} times too fast, and the limit is ${count(why.factor)}.`;
    case 'absence':
      return `Nothing was counted in the ${last(why.windowMs)}, after ${events(why.before)} in ${span(why.beforeMs)} before.`;
    case 'newKind': {
      const where = why.operation === '' ? '' : ` of ${why.operation}`;
      const release = why.release === '' ? '' : ` in release ${why.release}`;
      return `${why.detail || 'This'}${where}${release} was never counted before: ${events(why.events)} since ${time(why.firstAt)}.`;
    }
    case 'anomaly':
      return `${count(why.value)} in ${span(why.stepMs)}, where ${count(why.expected)} are usual at this hour: ${count(Math.abs(why.score))} usual deviations ${why.is} it.`;
    case 'forecast':
      return why.spent >= why.limit
        ? `${count(why.spent)} are spent, and the limit is ${count(why.limit)}.`
        : `${count(why.spent)} are spent, and by ${time(why.endsAt)} it will be about ${count(why.expected)} (${count(why.low)} to ${count(why.high)}): the limit is ${count(why.limit)}.`;
    case 'custom':
      return why.text;
  }
}

const NAMES = {
  count: 'The count',
  rate: 'The rate',
  ratio: 'The share',
  percentile: 'The duration',
};

function measured(what: keyof typeof NAMES, value: number): string {
  if (what === 'ratio') return percent(value);
  if (what === 'percentile') return `${count(value)} ms`;
  return what === 'rate' ? `${count(value)} a minute` : count(value);
}

function events(number: number): string {
  return number === 1 ? '1 event' : `${count(number)} events`;
}

function count(value: number): string {
  return value.toLocaleString('en', {
    maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0,
  });
}

function percent(share: number): string {
  return `${(share * 100).toLocaleString('en', { maximumFractionDigits: 2 })} %`;
}

function span(ms: number): string {
  const [unit, name] =
    ms >= DAY && ms % DAY === 0
      ? [DAY, 'day']
      : ms >= HOUR && ms % HOUR === 0
        ? [HOUR, 'hour']
        : [MINUTE, 'minute'];
  const number = Math.round(ms / unit);
  return `${number} ${name}${number === 1 ? '' : 's'}`;
}

/** "last hour", "last 5 minutes". */
function last(ms: number): string {
  return `last ${span(ms).replace(/^1 /, '')}`;
}

function time(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
