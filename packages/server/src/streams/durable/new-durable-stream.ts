import { type Creation, DEFAULT_TYPE, depthOf, type Divergence } from './create-decision.ts';
import { type Ancestor, type DurableStream, dueAfter, START } from './durable-stream.ts';

/** The stream that a creation makes, still without records of its own. */
export function streamOf(
  { name, id, contentType, lifetime, fork, isClosed }: Creation,
  source: DurableStream | undefined,
  divergence: Divergence | undefined,
  at: number,
): DurableStream {
  const isAsked = lifetime.ttlMs !== undefined || lifetime.expiresAt !== undefined;
  const { ttlMs, expiresAt } = isAsked ? lifetime : (source?.settings ?? lifetime);
  const lives = {
    ...(ttlMs !== undefined && { ttlMs }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
  const dueAt = dueAfter(lives, at);
  const tail = divergence?.at ?? START;
  return {
    id,
    name,
    settings: {
      contentType: contentType ?? source?.settings.contentType ?? DEFAULT_TYPE,
      ...lives,
      ...(source &&
        fork && {
          fork: {
            source: source.name,
            sourceId: source.id,
            at: tail,
            subOffset: fork.subOffset,
            depth: depthOf(source) + 1,
            isNamed: fork.at !== undefined,
          },
        }),
      ancestors: source ? [...ancestorsUpTo(source, tail.seq)] : [],
    },
    tail,
    isClosed,
    isDeleted: false,
    ...(dueAt !== undefined && { dueAt }),
    producers: 0,
    forks: 0,
  };
}

function* ancestorsUpTo({ id, settings }: DurableStream, seq: number): Generator<Ancestor> {
  for (const ancestor of settings.ancestors) {
    if (ancestor.upTo >= seq) return void (yield { ...ancestor, upTo: seq });
    yield ancestor;
  }
  yield { id, upTo: seq };
}
