import type { Failure } from '@holdfast/core';
import {
  asStorageFailure,
  promptDraftStore,
  createAlarm,
  surface,
  type ChannelPort,
  type DraftRecord,
  type DraftStore,
  type Platform,
} from '@holdfast/core/parts';
import { KEPT_VERSION, readKept, toKept, withoutReader, type KeptStream } from './kept-stream.ts';

export interface StreamKeeperOptions {
  readonly owner: string;
  /** Tells the owner's streams apart. */
  readonly slot: string;
  readonly drafts: DraftStore;
  readonly channel: ChannelPort | undefined;
  readonly platform: Pick<Platform, 'now' | 'monotonic' | 'schedule'>;
  /** How often the keeper saves while text flows, in milliseconds. */
  readonly saveEveryMs: number;
  /** Whether this tab reads the stream. */
  readonly isReading: () => boolean;
  /** Hears why storage does not keep the text. */
  readonly unsaved: (failure: Failure) => void;
}

/** Keeps one stream on the device and in step with the other tabs. Only the tab that reads the stream saves it. */
export interface StreamKeeper {
  /** The stream as its last reader left it. */
  load(): Promise<KeptStream | undefined>;
  /** Saves the stream soon. */
  save(): void;
  /** Saves the stream now if it has changed. */
  flush(): Promise<void>;
  /** Sets the kept text aside, to make room for another. */
  supersede(): Promise<void>;
  forget(): Promise<void>;
  /** Whether another tab says in time that it reads the stream; `undefined` when none can be asked. */
  isRead(): Promise<boolean | undefined>;
  /** Hears the stream when the tab that reads it saves it. */
  mirror(listener: (kept: KeptStream) => void): () => void;
}

const SAVED = 'holdfast.stream';
const ASKED = 'holdfast.stream?';
const READ = 'holdfast.stream.read';
const READ_ASKED = 'holdfast.stream.read?';
// A tab answers at once, also when it is hidden, unless it is frozen or hangs.
const ANSWER_WITHIN_MS = 5_000;

/** @param current gives the stream to keep, if there is one */
export function createStreamKeeper(
  options: StreamKeeperOptions,
  current: () => KeptStream | undefined,
): StreamKeeper {
  const { owner, slot, channel, platform, saveEveryMs, isReading, unsaved } = options;
  const drafts = promptDraftStore(options.drafts, platform);
  let stored: DraftRecord | undefined;
  let saving: Promise<void> = Promise.resolve();
  let isDue = false;
  const alarm = createAlarm(platform, () => void flush());

  // A store of the app may reject with any error, and in each case the text is not kept.
  const failed = (error: unknown): void => unsaved(asStorageFailure(error));

  /** Posts news of this stream to the other tabs. */
  function post(type: string, record: object = { owner, key: slot }): void {
    try {
      channel?.post({ type, record });
    } catch (error) {
      // The channel is closed, so no other tab hears it. This tab goes on.
      surface(error);
    }
  }
  function hear(listener: (type: unknown, record: DraftRecord) => void): () => void {
    const leave = channel?.subscribe((message) => {
      const { type, record } = Object(message) as { type?: unknown; record?: DraftRecord };
      if (record?.owner === owner && record.key === slot) listener(type, record);
    });
    return leave ?? (() => {});
  }

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
        // Only this tab reads the stream, so its text is the newest.
        stored = saved.theirs;
        record = next();
        await drafts.save(record);
      }
    } catch (error) {
      failed(error);
    }
    stored = record;
    post(SAVED, record);
  }

  function flush(): Promise<void> {
    if (isDue) {
      isDue = false;
      alarm.clear();
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
      isDue = true;
      alarm.set(saveEveryMs);
    },
    flush,
    async supersede() {
      try {
        if (stored) await drafts.quarantine(stored, 'superseded');
      } catch (error) {
        failed(error);
      }
    },
    async forget() {
      await flush();
      await drafts.remove(owner, slot);
    },
    async isRead() {
      if (!channel) return undefined;
      return new Promise<boolean>((resolve) => {
        const done = (isRead: boolean): void => {
          cancelQuestion();
          leave();
          resolve(isRead);
        };
        const leave = hear((type) => {
          if (type === READ) done(true);
        });
        const cancelQuestion = platform.schedule(ANSWER_WITHIN_MS, () => done(false));
        post(READ_ASKED);
      });
    },
    mirror(listener) {
      const leave = hear((type, record) => {
        if (type === ASKED && stored) post(SAVED, stored);
        if (type === READ_ASKED && isReading()) post(READ);
        // A tab of another version may send any message. One wrong number would exceed every right one.
        if (type !== SAVED || !Number.isSafeInteger(record.revision)) return;
        if (record.revision <= (stored?.revision ?? 0)) return;
        stored = record;
        const kept = readKept(record);
        if (kept) listener(kept);
      });
      post(ASKED);
      return leave;
    },
  };
}
