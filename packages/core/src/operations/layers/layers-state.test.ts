import type { EntryEnd, EntryView } from '../../ports/outbox-port.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextLayers, NO_LAYERS, type Layers, type LayersEvent } from './layers-state.ts';

const entry = (seq: number): EntryView => ({
  id: `e${seq}`,
  owner: 'mira',
  lane: 'l',
  operation: 'add',
  version: 1,
  input: seq,
  invalidates: [],
  incidentId: 'i',
  seq,
  createdAt: 0,
  sends: 0,
  state: { kind: 'queued' },
});
const [first, second] = [entry(1), entry(2)];
const stack = (...layers: readonly Layers['stack'][number][]): Layers => ({
  stack: layers,
  over: new Set(),
});
const over = (layers: Layers, ...ids: readonly string[]): Layers => ({
  ...layers,
  over: new Set(ids),
});
const listed = (...entries: readonly EntryView[]): LayersEvent => ({ type: 'listed', entries });
const ended = (fate: EntryEnd['kind'], started = 3): LayersEvent => ({
  type: 'ended',
  entry: first,
  fate,
  started: { list: started },
  settledAt: 100,
});
const applied = { entry: first, appliedAfter: { list: 3 }, settledAt: 100 };

describe('layers', () => {
  it.each<[string, Layers, LayersEvent, Layers]>([
    ['appear with their entries', NO_LAYERS, listed(first), stack({ entry: first })],
    [
      'lie in the order of addition, however they are listed',
      stack({ entry: second }),
      listed(second, first),
      stack({ entry: first }, { entry: second }),
    ],
    [
      'stay while the fate of an entry that has left is not known',
      stack({ entry: first }),
      listed(),
      stack({ entry: first }),
    ],
    [
      'go at once when they failed and no device keeps them, and come back with the next try',
      stack({ entry: first }, { entry: second }),
      ended('failed'),
      stack({ entry: second }),
    ],
    [
      'go at once when cancelled',
      stack({ entry: first }, { entry: second }),
      ended('cancelled'),
      over(stack({ entry: second }), 'e1'),
    ],
    [
      'do not come back while a cancelled entry is still listed',
      over(NO_LAYERS, 'e1'),
      listed(first),
      over(NO_LAYERS, 'e1'),
    ],
    [
      'need not remember what is listed no more',
      over(NO_LAYERS, 'e1'),
      listed(second),
      stack({ entry: second }),
    ],
    ['stay when applied', stack({ entry: first }), ended('applied'), stack(applied)],
    ['stay when nobody knows', stack({ entry: first }), ended('unknown'), stack(applied)],
    [
      'appear even if they were never seen in the list',
      NO_LAYERS,
      ended('applied'),
      stack(applied),
    ],
    [
      'remember when they were first told to be applied',
      stack(applied),
      ended('applied', 9),
      stack(applied),
    ],
    [
      'stay over a read that had started before',
      stack(applied),
      { type: 'read', read: 'list', live: 3 },
      stack(applied),
    ],
    [
      'go with a read that started afterwards',
      stack(applied, { entry: second }),
      { type: 'read', read: 'list', live: 4 },
      over(stack({ entry: second }), 'e1'),
    ],
    [
      'stay over a kept answer that a page had asked for before',
      stack(applied),
      { type: 'read', read: 'list', live: 3, at: 100 },
      stack(applied),
    ],
    [
      'go with a kept answer that a page asked for afterwards',
      stack(applied, { entry: second }),
      { type: 'read', read: 'list', live: 3, at: 101 },
      over(stack({ entry: second }), 'e1'),
    ],
    [
      'of sent writes lie over a kept answer until a read that is asked later',
      stack({ entry: second }),
      {
        type: 'sent',
        read: 'list',
        sent: [{ entry: first, answer: undefined, ...{ after: 3, settledAt: 100 } }],
      },
      stack({ ...applied, answer: undefined }, { entry: second }),
    ],
    [
      'show their entry as it is now, once',
      stack({ entry: first }, { entry: second }),
      listed({ ...first, sends: 1 }, second),
      stack({ entry: { ...first, sends: 1 } }, { entry: second }),
    ],
    [
      'that are over stay so, whatever is told later',
      over(NO_LAYERS, 'e1'),
      ended('applied'),
      over(NO_LAYERS, 'e1'),
    ],
  ])('%s', (_title, before, event, after) => {
    expect(nextLayers(before, event)).toEqual(after);
  });

  it.each<[string, LayersEvent]>([
    ['the same list', listed(first)],
    ['a read that ends nothing', { type: 'read', read: 'list', live: 3 }],
  ])('are the same stack after %s, so that no component renders anew', (_title, event) => {
    const before = stack(applied);
    expect(nextLayers(before, event).stack).toBe(before.stack);
  });
});

const withAdded = (list: readonly number[], { input }: EntryView): readonly number[] =>
  list.includes(input as number) ? list : [...list, input as number];

/** A server, a network and an outbox. The layers only get what a client would get. */
class Model {
  readonly server: number[] = [];
  readonly listed: EntryView[] = [];
  readonly toTell: { entry: EntryView; fate: 'applied' | 'cancelled' }[] = [];
  readonly reads: { run: number; since: number; served?: readonly number[] }[] = [];
  readonly expected = new Set<number>();
  readonly cancelled = new Set<number>();
  layers: Layers = NO_LAYERS;
  base: readonly number[] = [];
  started = 0;
  live = 0;
  seq = 0;
  /** Wall clock. */
  now = 0;
  kept: { readonly at: number; readonly list: readonly number[] } | undefined;

  send(event: LayersEvent): void {
    this.layers = nextLayers(this.layers, event);
  }
  list(): void {
    this.send({ type: 'listed', entries: [...this.listed] });
  }
  leaveList(left: EntryView): void {
    const at = this.listed.indexOf(left);
    if (at >= 0) this.listed.splice(at, 1);
  }
  pick<T>(from: T[], at: number): T | undefined {
    return from.splice(at % Math.max(from.length, 1), 1)[0];
  }
  step(kind: string, at: number): void {
    this.now += 1;
    switch (kind) {
      case 'add': {
        this.seq += 1;
        this.listed.push(entry(this.seq));
        this.expected.add(this.seq);
        return this.list();
      }
      case 'apply on the server': {
        const target = this.listed[at % Math.max(this.listed.length, 1)];
        const isLeaving = this.toTell.some((told) => told.entry === target);
        if (target && !isLeaving && !this.server.includes(target.seq)) {
          this.server.push(target.seq);
        }
        return;
      }
      case 'unlist': {
        const done = this.listed.filter(({ seq }) => this.server.includes(seq));
        const target = this.pick(done, at);
        if (!target) return;
        this.leaveList(target);
        this.toTell.push({ entry: target, fate: 'applied' });
        return this.list();
      }
      case 'cancel': {
        const leaving = this.toTell.map((told) => told.entry);
        const pending = this.listed.filter(
          (each) => !this.server.includes(each.seq) && !leaving.includes(each),
        );
        const target = this.pick(pending, at);
        if (!target) return;
        this.toTell.push({ entry: target, fate: 'cancelled' });
        // The list or the settlement comes first, at random.
        if (at % 2 === 0) this.leaveList(target);
        return this.list();
      }
      case 'tell': {
        const told = this.pick(this.toTell, at);
        if (!told) return;
        this.send({ type: 'ended', ...told, started: { list: this.started }, settledAt: this.now });
        if (told.fate === 'cancelled') {
          this.expected.delete(told.entry.seq);
          this.cancelled.add(told.entry.seq);
          // The list is late and comes once more with the entry still in it.
          this.list();
          this.leaveList(told.entry);
        }
        return;
      }
      case 'start a read':
        this.started += 1;
        return void this.reads.push({ run: this.started, since: this.now });
      case 'serve a read': {
        const read = this.reads[at % Math.max(this.reads.length, 1)];
        if (read) read.served ??= [...this.server];
        return;
      }
      case 'finish a read': {
        const read = this.pick(this.reads, at);
        if (!read?.served || read.run < this.live) return;
        this.base = read.served;
        this.live = read.run;
        this.kept = undefined;
        return this.send({ type: 'read', read: 'list', live: this.live });
      }
      case 'another tab reads':
        this.kept = { at: this.now, list: [...this.server] };
        return;
      case 'show the kept answer': {
        if (!this.kept) return;
        this.base = this.kept.list;
        const { at: asked } = this.kept;
        const since = Math.min(...this.reads.map((read) => read.since));
        return this.send({ type: 'read', read: 'list', live: this.live, at: asked, since });
      }
      default:
        throw new Error(kind);
    }
  }
  view(): readonly number[] {
    return this.layers.stack.reduce((list, layer) => withAdded(list, layer.entry), this.base);
  }
}

describe('any interleaving of adding, applying, cancelling and reading', () => {
  const step = fc.tuple(
    fc.constantFrom(
      ...['add', 'add', 'apply on the server', 'unlist', 'cancel', 'tell', 'tell'],
      ...['start a read', 'serve a read', 'finish a read'],
      ...['another tab reads', 'show the kept answer'],
    ),
    fc.nat(5),
  );

  it('loses no pending edit, lets no applied edit flicker, and hides a cancelled edit at once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const model = new Model();
        for (const [kind, at] of steps) {
          model.step(kind, at);
          const view = new Set(model.view());
          expect([...model.expected].filter((seq) => !view.has(seq))).toEqual([]);
          expect([...model.cancelled].filter((seq) => view.has(seq))).toEqual([]);
          const order = model.layers.stack.map((layer) => layer.entry.seq);
          expect(order).toEqual(order.toSorted((one, other) => one - other));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('shows no write twice over a kept answer that has it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const model = new Model();
        for (const [kind, at] of steps) model.step(kind, at);
        while (model.toTell.length > 0) model.step('tell', 0);
        model.reads.splice(0);
        model.step('another tab reads', 0);
        model.step('show the kept answer', 0);
        const { stack: left } = model.layers;
        expect(left.filter(({ appliedAfter }) => appliedAfter)).toEqual([]);
      }),
    );
  });

  it('shows exactly the server’s value when all entries have ended and the value was read again', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const model = new Model();
        for (const [kind, at] of steps) model.step(kind, at);
        while (model.toTell.length > 0) model.step('tell', 0);
        for (const { seq } of model.listed) if (!model.server.includes(seq)) model.server.push(seq);
        while (model.listed.length > 0) model.step('unlist', 0);
        while (model.toTell.length > 0) model.step('tell', 0);
        model.step('start a read', 0);
        model.step('serve a read', model.reads.length - 1);
        model.step('finish a read', model.reads.length - 1);
        expect(model.layers.stack).toEqual([]);
        expect(model.view()).toEqual(model.server);
      }),
    );
  });
});
