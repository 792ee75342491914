/** A message from a page or a worker, which waits for its reply. */
export interface Mail<M> {
  readonly message: M;
  /** Lets the sender go on. */
  reply(answer?: unknown): void;
}

export interface Mailbox<M extends { readonly type: string }> {
  put(mail: Mail<M>): void;
  /** The first message of this type that was not taken yet. Waits for it. */
  take(type: M['type']): Promise<Mail<M>>;
}

export function createMailbox<M extends { readonly type: string }>(): Mailbox<M> {
  let letters: Mail<M>[] = [];
  let takers: { readonly type: string; readonly give: (mail: Mail<M>) => void }[] = [];
  return {
    put(mail) {
      const taker = takers.find(({ type }) => type === mail.message.type);
      takers = takers.filter((other) => other !== taker);
      if (taker) taker.give(mail);
      else letters = [...letters, mail];
    },
    take: (type) =>
      new Promise((resolve) => {
        const letter = letters.find(({ message }) => message.type === type);
        letters = letters.filter((other) => other !== letter);
        if (letter) resolve(letter);
        else takers = [...takers, { type, give: resolve }];
      }),
  };
}
