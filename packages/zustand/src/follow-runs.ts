import type { EntryView, OperationState, Outcome } from '@holdfast/core';
import { tell } from '@holdfast/core/parts';
import { applied } from './applied.ts';
import { IDLE } from './idle.ts';
import { refreshReads } from './refresh-reads.ts';
import { createRunControl } from './run-control.ts';
import type { RunControl, RunEvents } from './slice-run.ts';
import type { Data, Follow, OpaqueDeclared, SliceContext } from './slice-context.ts';

/** The runs of one operation of a slice, over all its instances. */
interface Count {
  started: number;
  /** The newest run of a read that came back live. */
  live: number;
}

interface Instance extends Pick<RunControl, 'adopt'> {
  readonly usable: object;
}

/**
 * Runs the writes of a slice, and the reads that the app calls: every operation that names no `follow`.
 */
export const followRuns: Follow<'read' | 'write'> = (context, key, over) => {
  const [member, states] = [`${key}State`, `${key}States`];
  const count: Count = { started: 0, live: 0 };
  const controls: RunControl[] = [];
  const instances = new Map<string, Instance>();
  /** Entries that were added from this time on belong to this page. */
  let since = Infinity;
  const make = (membersOf: (state: OperationState) => Data): RunControl => {
    const events = eventsOf(context, key, over, membersOf, count);
    const control = createRunControl(context.holdfast, over, events);
    controls.push(control);
    return control;
  };
  const control = make((state) => ({ [member]: state }));
  const drop = (): void => {
    for (const each of controls) each.drop();
  };
  if (over.run.kind === 'read') {
    const { run, again } = control;
    const load = async (input?: unknown): Promise<void> => void (await run(input));
    const refresh = async (): Promise<void> => void (await again());
    return {
      members: { [key]: Object.freeze({ load, refresh }), [member]: IDLE },
      read: { refresh, started: () => count.started },
      drop() {
        drop();
        return { [member]: IDLE };
      },
    };
  }
  const instanceOf = (id: string): Instance => {
    const known = instances.get(id);
    if (known) return known;
    const made = make((state) => ({
      [states]: { __proto__: null, ...(context.read()[states] as Data), [id]: state },
    }));
    const instance = { adopt: made.adopt, usable: usable(made) };
    instances.set(id, instance);
    return instance;
  };
  const isOfEarlierPage = ({ operation, version, owner, createdAt }: EntryView): boolean =>
    operation === over.run.name &&
    version === over.run.version &&
    owner === context.ownerNow() &&
    createdAt < since;
  const adoptOne = (entry: EntryView): void => {
    const { id } = context;
    const of = over.instance?.(entry.input);
    if (id !== undefined && id !== of) return;
    const to = of === undefined || id !== undefined ? control : instanceOf(of);
    to.adopt(entry);
  };
  // Without a prototype: an app may ask for an instance that is called `constructor`.
  const idle = { [member]: IDLE, [states]: { __proto__: null } };
  return {
    members: {
      ...idle,
      [key]: Object.freeze({
        ...usable(control),
        key: (id: string) => instanceOf(id).usable,
      }),
    },
    adopt() {
      const { outbox, platform } = context.holdfast;
      const entries = outbox?.entries.getSnapshot().filter(isOfEarlierPage) ?? [];
      tell(entries.map((entry) => () => adoptOne(entry)));
      since = Math.min(since, platform.now());
    },
    drop() {
      since = Infinity;
      drop();
      return idle;
    },
  };
};

function usable({ run, retry, cancel, reset }: RunControl): object {
  return Object.freeze({ run, retry, cancel, reset });
}

function eventsOf(
  context: SliceContext,
  key: string,
  over: OpaqueDeclared,
  membersOf: (state: OperationState) => Data,
  count: Count,
): RunEvents {
  const { data } = context;
  const { kind, offline, name, invalidates = [], input: schema } = over.run;
  const isRead = kind === 'read';
  // The layer of a queued write follows the outbox. The layer of any other write follows its run.
  const layers = isRead || offline === 'queue' ? undefined : data.layers;
  const isLayered = (over.optimistic ?? over.apply) !== undefined;
  const ticks = new WeakMap<object, number>();
  const ids = new WeakMap<object, string>();
  /** The inputs as the schema gives them. */
  const parsed = new WeakMap<object, unknown>();

  const endLayer = (run: object, outcome?: Outcome): void => {
    const id = ids.get(run);
    ids.delete(run);
    if (id === undefined) return;
    if (outcome?.kind === 'live') layers?.end(over, { id }, 'applied', outcome);
    else layers?.end(over, { id }, 'failed');
  };
  return {
    begun: async (run, id = `${name} ${count.started}`) => {
      ticks.set(run, (count.started += 1));
      if (isRead || !isLayered) return;
      if (layers) ids.set(run, id);
      try {
        const { input } = run;
        const checked = schema ? await schema['~standard'].validate(input) : { value: input };
        if (checked.issues) return;
        parsed.set(run, checked.value);
        if (ids.has(run)) layers?.begin(over, id, checked.value);
      } catch {
        // The run fails with the same error, and its outcome has the failure.
      }
    },
    left: (run) => endLayer(run),
    show(state, ended) {
      const { outcome } = ended ?? {};
      const tick = (ended && ticks.get(ended.run)) ?? 0;
      const live = outcome?.kind === 'live' ? outcome : undefined;
      let confirmed = data.confirmed();
      let heard;
      if (isRead && outcome && 'value' in outcome && tick > count.live) {
        confirmed = applied(context, over, outcome.value, ended?.run.input);
        if (live) count.live = tick;
        const at = outcome.kind === 'stale' ? outcome.at : undefined;
        heard = { read: key, ...count, at };
      } else if (ended && !isRead && live && !data.layers && over.apply) {
        const { run } = ended;
        const input = parsed.has(run) ? parsed.get(run) : run.input;
        confirmed = applied(context, over, live.value, input);
      }
      data.put(confirmed, membersOf(state), `${key}/${state.kind}`, heard);
      if (ended) endLayer(ended.run, outcome);
      if (kind === 'write' && live) {
        refreshReads(context, (read) => invalidates.includes(read) && offline !== 'queue');
      }
    },
  };
}
