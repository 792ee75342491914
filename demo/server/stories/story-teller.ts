import { Failure, isFailure } from '@holdfast/core';
import { REPLAYED_HEADER, webPlatform } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import type { StreamServer } from '@holdfast/server/parts';
import { transact } from '@holdfast/server/sql';
import type { TellTake } from '../../contract/story.ts';
import type { Database } from '../database/tables.ts';
import type { PaidGeneration } from '../generator/paid-generation.ts';
import { streamAddress } from '../generator/paid-text.ts';
import { promptOf } from './prompt-of.ts';
import { settleTake, type Told } from './settle-take.ts';
import { type TakeRow, takeRow } from './story-rows.ts';
import { claimTake, dropTake, openTake } from './take-store.ts';

export interface StoryTellerOptions {
  readonly database: Database;
  readonly streams: Pick<StreamServer, 'resume' | 'cancel' | 'read'>;
  readonly paid: Pick<PaidGeneration, 'write'>;
}

/** Tells takes as streams, and keeps the words of each, however its stream ends. */
export interface StoryTeller {
  /**
   * Begins to tell a take, or attaches to its stream. Rejects as `openTake` and `PaidGeneration.write` do; then nothing
   * was begun.
   */
  tell(request: Request, owner: string, tell: TellTake): Promise<Response>;
  /** Stops the telling of all takes of a story that its writer deleted. */
  cancelStory(owner: string, storyId: string): Promise<void>;
  /**
   * Gives told takes the words that they have by now, and settles the takes whose stream has ended, even with its
   * server.
   */
  refresh(takes: readonly TakeRow[]): Promise<readonly TakeRow[]>;
  /** Settles the takes of servers that died, and removes takes that stayed without a word; `limit` at most. */
  settleAll(limit: number): Promise<void>;
}

/** A take without a stream this long after it was asked for will never have one. */
const BEGINS_WITHIN_MS = 600_000;
/** How long a client can ask why a take has no word. */
const EMPTY_MS = 86_400_000;

export function createStoryTeller({ database, streams, paid }: StoryTellerOptions): StoryTeller {
  /** The take as it is now. It gets its final words when its stream is over. */
  async function refreshOne(take: TakeRow): Promise<TakeRow> {
    if (take.state !== 'streaming' || take.stream_id === null) return take;
    const stream = { owner: take.account_id, id: take.stream_id };
    const { text, end } = await streams.read(stream).catch((error: unknown) => {
      if (isFailure(error, 'NOT_FOUND') && !isLate(take)) return { text: '', end: undefined };
      // What the take began with stays, and so does the damaged stream, until retention removes it.
      if (isFailure(error, 'STORAGE_CORRUPT')) return { text: '', end: undefined };
      // The log no longer has text of the take, which keeps the words that it began with.
      if (isFailure(error, 'STREAM_GONE') || isFailure(error, 'NOT_FOUND')) {
        return { text: '', end: { type: 'interrupted' } };
      }
      throw error;
    });
    if (!end) return { ...take, text: take.text + text };
    const told: Told = { text, state: stateAfter(end) };
    await transact(database, (transaction) => settleTake(transaction, take, told));
    return (await takeRow(database, take.account_id, take.chapter_id, take.id)) ?? take;
  }

  /** The stream of a take from its beginning; `undefined` when it has not begun. */
  async function attach(
    request: Request,
    { account_id: owner, stream_id: id }: TakeRow,
  ): Promise<Response | undefined> {
    if (id === null) return undefined;
    try {
      const answer = await streams.resume(request, { owner, id });
      answer.headers.set(REPLAYED_HEADER, 'true');
      answer.headers.set('location', streamAddress(id));
      return answer;
    } catch (error) {
      if (isFailure(error, 'NOT_FOUND')) return undefined;
      throw error;
    }
  }

  return {
    async tell(request, owner, tell) {
      const { chapterId, takeId, continues } = tell;
      const parent = continues && (await takeRow(database, owner, chapterId, continues));
      // The stream of the take may have ended without a server that noticed.
      if (parent) await refreshOne(parent);
      const { take, isNew } = await transact(database, (transaction) =>
        openTake(transaction, owner, tell),
      );
      const attached = await attach(request, take);
      if (attached) return attached;
      if (take.state !== 'streaming') throw new Failure(catalogue.STREAM_GONE);
      try {
        const { title, prompt } = await promptOf(database, take, tell, request.headers);
        return await paid.write(request, {
          ...{ owner, prompt, receipt: { id: takeId, what: 'story', title } },
          begun: ({ id }) => claimTake(database, take, id),
          over: async () => {
            const told = await takeRow(database, owner, chapterId, takeId);
            if (told) await refreshOne(told);
          },
        });
      } catch (error) {
        if (isNew) await transact(database, (transaction) => dropTake(transaction, take));
        throw error;
      }
    },

    async cancelStory(owner, storyId) {
      const told = await database
        .selectFrom('takes')
        .innerJoin('chapters', (join) =>
          join
            .onRef('chapters.account_id', '=', 'takes.account_id')
            .onRef('chapters.id', '=', 'takes.chapter_id'),
        )
        .select('takes.stream_id')
        .where('chapters.account_id', '=', owner)
        .where('chapters.story_id', '=', storyId)
        .where('takes.state', '=', 'streaming')
        .execute();
      for (const { stream_id: id } of told) {
        // oxlint-disable-next-line no-await-in-loop -- there are few
        if (id !== null) await streams.cancel({ owner, id }).catch(ignoreUnknown);
      }
    },

    async refresh(takes) {
      const refreshed: TakeRow[] = [];
      // oxlint-disable-next-line no-await-in-loop -- hardly ever more than one is told
      for (const take of takes) refreshed.push(await refreshOne(take));
      return refreshed;
    },

    async settleAll(limit) {
      const takes = await database
        .selectFrom('takes')
        .selectAll()
        .where((take) =>
          take.or([
            take('state', '=', 'streaming'),
            take.and([
              take('state', '=', 'empty'),
              take('made_at', '<', webPlatform.now() - EMPTY_MS),
            ]),
          ]),
        )
        .orderBy('made_at')
        .limit(limit)
        .execute();
      for (const take of takes) {
        const hasNoWord = take.state === 'empty' || (take.stream_id === null && isLate(take));
        // oxlint-disable-next-line no-await-in-loop -- requests get their turn between two of them
        await (hasNoWord
          ? transact(database, (transaction) => dropTake(transaction, take))
          : refreshOne(take));
      }
    },
  };
}

const isLate = ({ made_at }: TakeRow): boolean => made_at < webPlatform.now() - BEGINS_WITHIN_MS;

function stateAfter({ type, reason }: { readonly type: string; readonly reason?: unknown }) {
  if (type === 'done') return 'whole';
  return reason === 'cancelled' ? 'stopped' : 'interrupted';
}

function ignoreUnknown(error: unknown): void {
  if (!isFailure(error, 'NOT_FOUND') && !isFailure(error, 'STREAM_GONE')) throw error;
}
