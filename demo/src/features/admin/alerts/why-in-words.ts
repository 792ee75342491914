import type { Alert } from '../../../../contract/alert-operations.ts';
import type { Language } from '../../../words/language-context.ts';
import type { AlertText } from './words.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** Why an alert fires, in the language of the page; `undefined` for a reason that this page does not know yet. */
export function whyInWords(why: Alert['why'], text: AlertText, language: Language): string {
  if (!why) return '';
  const words = text.why;
  const read = (name: string): number => (typeof why[name] === 'number' ? why[name] : 0);
  const count = (value: number): string =>
    value.toLocaleString(language, { maximumFractionDigits: value < 10 ? 1 : 0 });
  const number = (name: string): string => count(read(name));
  const span = (name: string): string => spanInWords(read(name), language);
  const time = (name: string): string =>
    new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' }).format(
      read(name),
    );
  switch (why.kind) {
    case 'burnRate':
      return [
        words.failing(number('bad'), number('all'), span('windowMs')),
        words.burns(number('burns')),
      ].join(' ');
    case 'absence':
      return words.absent(span('windowMs'), number('before'), span('beforeMs'));
    case 'newKind':
      return words.fresh(number('events'), time('firstAt'));
    case 'anomaly':
      return words.unusual(number('value'), number('expected'), span('stepMs'));
    case 'forecast':
      return words.forecast(number('spent'), number('expected'), number('limit'), time('endsAt'));
    case 'threshold': {
      const shown = (name: string): string =>
        measured(String(why['what']), read(name), { text, language, count });
      if (why['what'] === 'percentile') {
        return words.slow(shown('value'), span('windowMs'), shown('limit'));
      }
      const say = why['is'] === 'below' ? words.below : words.above;
      return say(shown('value'), span('windowMs'), shown('limit'));
    }
    case 'custom':
      return typeof why['text'] === 'string' ? why['text'] : '';
    default:
      return '';
  }
}

interface Forms {
  readonly text: AlertText;
  readonly language: Language;
  readonly count: (value: number) => string;
}

function measured(what: string, value: number, { text, language, count }: Forms): string {
  if (what === 'percentile') return text.ms(count(value));
  if (what === 'rate') return text.why.rate(count(value));
  if (what !== 'ratio') return count(value);
  return value.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 });
}

/** "5 minutes", "1 hour". */
function spanInWords(ms: number, language: Language): string {
  const [unit, lengthMs] =
    ms >= DAY && ms % DAY === 0
      ? (['day', DAY] as const)
      : ms >= HOUR && ms % HOUR === 0
        ? (['hour', HOUR] as const)
        : (['minute', MINUTE] as const);
  return (ms / lengthMs).toLocaleString(language, {
    ...{ style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 },
  });
}
