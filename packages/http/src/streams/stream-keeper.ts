import {
  isFailure,
  tell,
  type ChannelPort,
  type DraftRecord,
  type DraftStore,
  type Failure,
  type Platform,
} from '@holdfast/core';
import { KEPT_VERSION, readKept, toKept, withoutReader, type KeptStream } from './kept-stream.ts';

export interface StreamKeeperOptions {
  readonly owner: string;
  /** Which of the owner's streams it is. */
  readonly slot: string;
  readonly drafts: DraftStore;
  readonly channel: ChannelPort | undefined;
  readonly platform: Pick<Platform, 'now' | 'schedule'>;
  /** How often it is saved while text flows, in milliseconds. */
  readonly saveEveryMs: number;
  /** Hears what storage says when it does not keep. */
  readonly unsaved: (failure: Failure) => void;
}

/** Keeps one stream on the device and in step with the other tabs. Only its reader saves. */
export interface StreamKeeper {
  /** What its last reader left. */
  load(): Promise<KeptStream | undefined>;
  /** Saves what `current` gives, soon. */
  save(): void;
  /** Saves what is not saved yet. */
  flush(): Promise<void>;
  /** Sets the kept text aside, to make room for another. */
  supersede(): Promise<void>;
  forget(): Promise<void>;
  /** Hears what another tab's reader saves. */
  mirror(listener: (kept: KeptStream) => void): () => void;
}

const SAVED = 'holdfast.stream';
const ASKED = 'holdfast.stream?';

/** @param current what there is to keep, if anything */
export function createStreamKeeper(
  options: StreamKeeperOptions,
  current: () => KeptStream | undefined,
): StreamKeeper {
  const { owner, slot, drafts, channel, platform, saveEveryMs, unsaved } = options;
  let stored: DraftRecord | undefined;
  let saving: Promise<void> = Promise.resolve();
  let cancel: (() => void) | undefined;

  // A closed channel throws. The others then hear of it from storage.
  const post = (message: unknown): void => tell([() => channel?.post(message)]);

  const failed = (error: unknown): void => {
    if (isFailure(error)) unsaved(error);
  };

  async function write(): Promise<void> {
    const kept = current();
    if (!kept) return;
    const next = (): DraftRecord => ({
      ...{ owner, key: slot, version: KEPT_VERSION, savedAt: platform.now(), value: toKept(kept) },
      revision: (stored?.revision ?? 0) + 1,
    });
    let record = next();
    try {
      const saved = await drafts.save(record);
      if (saved.kind === 'conflict') {
        // Its only reader knows best.
        stored = saved.theirs;
        record = next();
        await drafts.save(record);
      }
    } catch (error) {
      failed(error);
    }
    stored = record;
    post({ type: SAVED, record });
  }

  function flush(): Promise<void> {
    if (cancel) {
      cancel();
      cancel = undefined;
      saving = saving.then(write);
    }
    return saving;
  }

  return {
    async load() {
      try {
        const found = await drafts.load(owner, slot);
        if (!found || found.revision === stored?.revision) return undefined;
        stored = found;
        const kept = readKept(found);
        if (!kept) await drafts.quarantine(found, 'unreadable');
        return kept && withoutReader(kept);
      } catch (error) {
        failed(error);
        return undefined;
      }
    },
    save() {
      cancel ??= platform.schedule(saveEveryMs, () => void flush());
    },
    flush,
    async supersede() {
      if (stored) await drafts.quarantine(stored, 'superseded').catch(failed);
    },
    async forget() {
      await flush();
      await drafts.remove(owner, slot);
    },
    mirror(listener) {
      if (!channel) return () => {};
      const leave = channel.subscribe((message) => {
        const { type, record } = Object(message) as { type?: unknown; record?: DraftRecord };
        if (record?.owner !== owner || record.key !== slot) return;
        if (type === ASKED && stored) post({ type: SAVED, record: stored });
        // A tab of another version may say anything; one false number would outbid every true one.
        if (type !== SAVED || !Number.isSafeInteger(record.revision)) return;
        if (record.revision <= (stored?.revision ?? 0)) return;
        stored = record;
        const kept = readKept(record);
        if (kept) listener(kept);
      });
      post({ type: ASKED, record: { owner, key: slot } });
      return leave;
    },
  };
}
