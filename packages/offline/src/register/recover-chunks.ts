import { Failure, isFailure } from '@holdfast/core';
import { toImportFailure, webPlatform, type Platform, requireOptions } from '@holdfast/core/parts';
import { CHUNK_STALE } from '@holdfast/core/failures';
import type { ChunkHost } from './chunk-host.ts';
import type { WorkerRegistration } from './register-worker.ts';
import { marksAfter } from './stale-chunk-state.ts';
import { webChunkHost } from './web-chunk-host.ts';

export interface ChunkRecoveryOptions {
  /** The registration that moves the page to the new version. */
  readonly worker: Pick<WorkerRegistration, 'outdated'>;
  /** @default the page that runs this */
  readonly host?: ChunkHost;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now'>;
}

export interface ChunkRecovery {
  /**
   * Loads a part of the app: `load(() => import('./story.ts'))`. Rejects with `CHUNK_STALE` when the server no longer
   * has the part, and with `CHUNK_FAILED` when a retry can help.
   */
  load<T>(load: () => Promise<T>): Promise<T>;
  /** Stops listening to the errors of the bundler. */
  dispose(): void;
}

/**
 * Recovers a page after a deployment, when a part of the app that the page has not loaded yet is gone from the server.
 * It asks for the update, and reloads the page once by itself when nothing is unsaved. Otherwise the update is offered
 * in `updates`, and what the user typed stays. It never reloads twice for the same part, nor within ten minutes. It
 * also hears Vite's `vite:preloadError`, so that parts that the app loads without `load` count too.
 */
export function recoverChunks(options: ChunkRecoveryOptions): ChunkRecovery {
  requireOptions('recoverChunks', options, {
    worker: 'an object with outdated',
    host: 'an object with isGone, onPreloadError, readMarks, writeMarks?',
    platform: 'an object with now?',
  });

  const { worker, host = webChunkHost(), platform = webPlatform } = options;
  // The bundler and `load` both report the same error.
  const named = new WeakMap<object, Promise<Failure>>();

  const recover = (part: string): void => {
    const marks = host.readMarks();
    const next = marks && marksAfter(marks, part, platform.now());
    // Where the session cannot be marked, a page could reload without end.
    const byItself = next !== undefined && isMarked(() => host.writeMarks(next));
    worker.outdated(byItself).catch(() => {});
  };

  const isGone = async (address: string | undefined): Promise<boolean> => {
    try {
      return await host.isGone(address);
    } catch {
      // The network is the trouble, so a retry can help.
      return false;
    }
  };
  const judge = async (thrown: unknown): Promise<Failure> => {
    const failure = toImportFailure(thrown);
    const address = addressIn(thrown);
    const isStale =
      isFailure(failure, 'CHUNK_STALE') ||
      (isFailure(failure, 'CHUNK_FAILED') && (await isGone(address)));
    if (!isStale) return failure;
    recover(address ?? '');
    return isFailure(failure, 'CHUNK_STALE')
      ? failure
      : new Failure(CHUNK_STALE, { cause: thrown });
  };
  const name = (thrown: unknown): Promise<Failure> => {
    const key = Object(thrown) as object;
    const known = named.get(key) ?? judge(thrown);
    named.set(key, known);
    return known;
  };

  const stop = host.onPreloadError((error) => void name(error));
  return {
    async load(load) {
      try {
        return await load();
      } catch (error) {
        throw await name(error);
      }
    },
    dispose: stop,
  };
}

function isMarked(mark: () => void): boolean {
  try {
    mark();
    return true;
  } catch {
    return false;
  }
}

/** The address of the part, which most browsers and bundlers put at the end of their message, some in brackets. */
function addressIn(error: unknown): string | undefined {
  const { message } = Object(error) as { readonly message?: unknown };
  return /(?:https?:\/\/|(?<=[ (])\/)\S+?(?=\)?$)/.exec(String(message))?.[0];
}
