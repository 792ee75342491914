export type Format = 'ndjson' | 'sse';

const PIECES = ['Once 🦊, ', 'né e\u0301 ', '字は猫、', '👩‍👩‍👧‍👦 🏳️‍🌈', ' \u2028"\\n"\n', '', 'עִבְרִית 𝄞.'];

interface Sampled {
  readonly seq: number;
  readonly type: string;
  readonly [member: string]: unknown;
}

function* generate(): Generator<Sampled> {
  let seq = 0;
  let offset = 0;
  yield { seq: (seq += 1), type: 'start', id: 'x' };
  for (const [index, text] of PIECES.entries()) {
    yield { seq: (seq += 1), type: 'delta', offset, text };
    offset += Buffer.byteLength(text);
    if (index === 3) yield { seq: (seq += 1), type: 'mood', mood: '🌧' };
  }
  yield { seq: (seq += 1), type: 'usage', micros: 900 };
  yield { seq: (seq += 1), type: 'done', offset, reason: 'stop' };
}

/** A whole stream with everything that is hard to cut. */
export const sample: readonly Sampled[] = [...generate()];
export const sampleText: string = PIECES.join('');
/** The outcome when all of the sample has come. */
export const sampleOutcome: object = {
  kind: 'live',
  value: {
    ...{ id: 'x', text: sampleText, micros: 900, reason: 'stop' },
    events: [{ type: 'mood', mood: '🌧' }],
  },
};

/** As it is on the wire, a heartbeat included. */
export function encodeSample(format: Format, events: readonly Sampled[]): Buffer {
  const written = events.map((event) => {
    const json = JSON.stringify(event);
    return format === 'ndjson'
      ? `${json}\n`
      : `id: ${event.seq}\nevent: ${event.type}\ndata: ${json}\n\n`;
  });
  const [first = '', ...rest] = written;
  return Buffer.from([first, format === 'ndjson' ? '\n' : ': \n\n', ...rest].join(''));
}
