export interface BatchesOptions<TQuestion, TAnswer> {
  /** The most questions in one batch. */
  readonly most: number;
  /** Asks a batch of questions. It repeats a question that is missing in the result. */
  readonly ask: (batch: readonly TQuestion[]) => Promise<ReadonlyMap<string, TAnswer>>;
}

interface Waiting<TQuestion, TAnswer> {
  readonly question: TQuestion;
  readonly resolve: (answer: TAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Asks one batch after the other. Questions that arrive while one batch runs go into the next. A batch has each name
 * once.
 */
export function createBatches<TQuestion extends { readonly name: string }, TAnswer>({
  most,
  ask,
}: BatchesOptions<TQuestion, TAnswer>): (question: TQuestion) => Promise<TAnswer> {
  let waiting: Waiting<TQuestion, TAnswer>[] = [];
  let isAsking = false;

  const askTogether = async (batch: readonly Waiting<TQuestion, TAnswer>[]): Promise<void> => {
    try {
      const answers = await ask(batch.map(({ question }) => question));
      for (const one of batch) {
        const answer = answers.get(one.question.name);
        if (answer === undefined) waiting.push(one);
        else one.resolve(answer);
      }
    } catch (error) {
      const [only, ...others] = batch;
      // An error of one question must not fail the others.
      if (others.length > 0) for (const one of batch) await askTogether([one]);
      else only?.reject(error);
    }
  };

  const askAll = async (): Promise<void> => {
    isAsking = true;
    while (waiting.length > 0) {
      const batch = firstOfEachName(waiting).slice(0, most);
      waiting = waiting.filter((one) => !batch.includes(one));
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await askTogether(batch);
    }
    isAsking = false;
  };

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (!isAsking) void askAll();
    });
}

function firstOfEachName<T extends { readonly question: { readonly name: string } }>(
  waiting: readonly T[],
): readonly T[] {
  const first = new Map<string, T>();
  for (const one of waiting) {
    if (!first.has(one.question.name)) first.set(one.question.name, one);
  }
  return [...first.values()];
}
