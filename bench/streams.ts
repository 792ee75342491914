// Measures the cost of reading a whole stream, against the parser that reads SSE, in pieces of 16 KiB in
// memory: from bytes to text, from text to events, and from events to a checked and joined text.
import path from 'node:path';
import { contest } from './harness/contest.ts';
import { report } from './harness/report.ts';
import { median, ratioInterval } from './harness/statistics.ts';
import { contestants, EVENTS } from './streams-contestants.ts';

const short = process.argv.includes('--short');
const PARSER = 'eventsource-parser';
const PARSED = 'eventsource-parser and JSON';
const worker = path.join(import.meta.dirname, 'streams-worker.ts');
const rounds = await contest(worker, Object.keys(contestants), short ? 41 : 101);
const of = (name: string): readonly number[] => rounds.get(name) ?? [];
const nsAnEvent = (name: string): number => median(of(name)) / EVENTS;

const formats = Object.keys(contestants).filter((name) => name.startsWith('ours: '));
report(
  'streams',
  formats.map((name) => {
    const [ours, bare, parsed] = [nsAnEvent(name), nsAnEvent(PARSER), nsAnEvent(PARSED)];
    return {
      name: name.slice('ours: '.length),
      unit: 'ns per event',
      ours,
      bare,
      peers: { [PARSED]: parsed },
      ratios: { [`ours/${PARSER}`]: ours / bare, [`ours/${PARSED}`]: ours / parsed },
    };
  }),
);
for (const name of formats) {
  for (const against of [PARSER, PARSED]) {
    const { low, high } = ratioInterval(of(name), of(against));
    console.log(`${name} / ${against}: ${low.toFixed(2)}–${high.toFixed(2)}× (95 %)`);
  }
}
