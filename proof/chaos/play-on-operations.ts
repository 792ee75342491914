import { defineRead, defineWrite, type Outcome, type StandardSchema } from '@holdfast/core';
import { deadline, pipeline, retry, timeout } from '@holdfast/core/policies';
import type { TransportRequest } from '@holdfast/core/parts';
import { createDevice, drawFault, jsonAnswer, type Scenario } from '@holdfast/testing';

interface Note {
  readonly id: string;
}

/** Answers with this field. */
const having = (name: string): StandardSchema => ({
  '~standard': {
    ...{ version: 1, vendor: 'chaos' },
    validate: (value) =>
      typeof value === 'object' && value !== null && name in value
        ? { value }
        : { issues: [{ message: 'is another answer' }] },
  },
});

const NOTE = having('id') as StandardSchema<Note>;
const addNow = defineWrite('note.now', {
  ...{ input: NOTE, output: NOTE },
  request: (json) => ({ method: 'POST', path: 'notes', json }),
});
const addLater = defineWrite('note.later', {
  ...{ input: NOTE, output: NOTE },
  request: (json) => ({ method: 'POST', path: 'notes', json }),
  offline: 'queue',
});
const list = defineRead('note.list', {
  request: () => ({ path: 'notes' }),
  output: having('count'),
});

function createServer(honoursKeys: boolean) {
  const answers = new Map<string, Note>();
  return {
    /** How often a note took effect. */
    times: new Map<string, number>(),
    handle({ method, headers, body }: TransportRequest) {
      if (method === 'GET') return jsonAnswer({ count: this.times.size });
      const note = JSON.parse(String(body)) as Note;
      const key = headers['idempotency-key'] ?? '';
      if (!honoursKeys || !answers.has(key))
        this.times.set(note.id, (this.times.get(note.id) ?? 0) + 1);
      answers.set(key, note);
      return jsonAnswer(note, 201);
    },
  };
}

const OPERATIONS = 6;
const SETTLE_MS = 400_000;

/**
 * Plays a scenario on a device in memory, whose user runs reads and writes through the real runtime and policies.
 * Gives the outcomes that were not true.
 *
 * @param honoursKeys whether the server knows a key that it has seen
 */
export async function playOnOperations(
  scenario: Scenario,
  honoursKeys = true,
): Promise<readonly string[]> {
  const server = createServer(honoursKeys);
  const device = createDevice({
    policies: ({ platform }) => ({
      reads: pipeline({ platform }, deadline({ totalMs: 15_000 }), retry(), timeout({ ms: 5_000 })),
      writes: pipeline(
        { platform },
        deadline({ totalMs: 60_000 }),
        retry(),
        timeout({ ms: 30_000 }),
      ),
    }),
  });
  device.transport.answerWith((sent) => server.handle(sent));
  const { platform } = device;
  const play = device.play(scenario);
  const outcomes = new Map<string, Outcome>();
  const run = (id: string, kind: number): void => {
    const page = device.holdfast;
    const running: Promise<Outcome> =
      kind < 1 / 3
        ? page.run(list)
        : kind < 2 / 3
          ? page.run(addNow, { id })
          : page.run(addLater, { id });
    running.then(
      (outcome) => outcomes.set(id, outcome),
      (error: unknown) => outcomes.set(id, error as Outcome),
    );
  };
  const kinds = Array.from({ length: OPERATIONS }, (_, nth) =>
    drawFault(scenario.seed, 'operation', nth),
  );
  for (const [nth, kind] of kinds.entries()) {
    run(`n${nth}`, kind);
    await platform.advance(Math.floor(drawFault(scenario.seed, 'pause', nth) * 2_000));
  }
  for (let waited = 0; waited < SETTLE_MS && !play.isOver(); waited += 1_000) {
    await platform.advance(1_000);
  }
  play.stop();
  await platform.advance(SETTLE_MS);

  const untrue: string[] = [];
  const waiting = new Set(
    device.outbox.entries.getSnapshot().map(({ input }) => (input as Note).id),
  );
  for (const [nth, kind] of kinds.entries()) {
    const id = `n${nth}`;
    const outcome = outcomes.get(id);
    const times = server.times.get(id) ?? 0;
    const wrong = (what: string): void => void untrue.push(`${id} ${what}`);
    // A page that was reloaded cannot tell its outcomes.
    if (!outcome || !('kind' in outcome)) {
      if (outcome) wrong(`threw ${String(outcome)}`);
      continue;
    }
    if (kind < 1 / 3) continue;
    if (times > 1) wrong(`took effect ${times} times`);
    if (outcome.kind === 'live' && times === 0) wrong('was live without an effect');
    if (outcome.kind === 'failed' && !outcome.handle) {
      const { effect } = outcome.failure;
      if (effect === 'none' && times > 0) wrong(`failed without an effect, and had one`);
      if (effect === 'applied' && times === 0) wrong(`failed after its effect, and had none`);
    }
    if (outcome.kind === 'queued' && times === 0 && !waiting.has(id))
      wrong('was queued and is nowhere');
  }
  await device.holdfast.dispose();
  return untrue;
}
