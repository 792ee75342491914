import { Failure } from '@holdfast/core';
import type { Answer, ChannelPort, LockPort, TransportRequest } from '@holdfast/core/parts';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { createSession, withSession } from '@holdfast/http';
import { createVirtualPlatform, jsonAnswer } from '@holdfast/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';

interface Step {
  readonly act: 'sign in' | 'sign out' | 'send' | 'open';
  readonly tab: 0 | 1;
  readonly passMs: number;
}

interface Plan {
  readonly steps: readonly Step[];
  readonly hasLocks: boolean;
  readonly newsMs: number;
  readonly answerMs: number;
  /** What a renewal brings, one after the other. */
  readonly renewals: readonly { readonly ms: number; readonly brings: 'token' | 'end' | 'error' }[];
  readonly refusals: readonly boolean[];
}

const plans = fc.record<Plan>({
  steps: fc.array(
    fc.record<Step>({
      act: fc.constantFrom('sign in', 'sign out', 'send', 'send', 'open'),
      tab: fc.constantFrom(0, 1),
      passMs: fc.integer({ min: 1, max: 120 }),
    }),
    { minLength: 2, maxLength: 14 },
  ),
  hasLocks: fc.boolean(),
  newsMs: fc.integer({ min: 1, max: 150 }),
  answerMs: fc.integer({ min: 1, max: 60 }),
  renewals: fc.array(
    fc.record({
      ms: fc.integer({ min: 1, max: 200 }),
      brings: fc.constantFrom('token' as const, 'token' as const, 'end' as const, 'error' as const),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  refusals: fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
});

/** Tokens are named after their sign-in, which is counted: `2` and, when it was renewed, `2.5`. */
const signInOf = (token: string): number => Math.floor(Number(token));
const tokenOf = ({ headers }: TransportRequest): string | undefined =>
  headers['authorization']?.slice('Bearer '.length);

function browser({ hasLocks, newsMs, answerMs, renewals, refusals }: Plan) {
  const platform = createVirtualPlatform();
  const later = (ms: number): Promise<void> =>
    new Promise((resolve) => void platform.schedule(ms, resolve));
  const listeners = new Map<object, (message: unknown) => void>();
  let held: Promise<unknown> = Promise.resolve();
  let renewed = 0;
  let asked = 0;
  /** The user that the cookie names; 0 is no user. */
  const server = { signedIn: 0 };
  const locks: LockPort = {
    hold: (_name, work) => {
      const mine = held.then(work);
      held = mine.catch(() => {});
      return mine;
    },
  };

  function open() {
    const me = {};
    const channel: ChannelPort = {
      post: (message) => {
        for (const [tab, hear] of listeners)
          if (tab !== me) platform.schedule(newsMs, () => hear(message));
      },
      subscribe: (listener) => {
        listeners.set(me, listener);
        return () => void listeners.delete(me);
      },
      dispose() {},
    };
    const session = createSession({
      ...{ channel, platform, ...(hasLocks && { locks }) },
      async refresh() {
        // The server decides by its cookie when a tab has no token.
        const mine = Math.floor(Number(carried() ?? server.signedIn));
        const { ms, brings } = renewals[renewed % renewals.length] ?? { ms: 1, brings: 'end' };
        renewed += 1;
        const token = mine + renewed / 1_000;
        await later(ms);
        if (brings === 'error') throw new Failure(NETWORK_FAILED);
        return brings === 'end' || mine === 0 ? undefined : String(token);
      },
    });
    /** The token of this moment. */
    function carried(): string | undefined {
      let token: string | undefined;
      const look = async (request: TransportRequest): Promise<Answer> => {
        token = tokenOf(request);
        return jsonAnswer({});
      };
      void withSession({ send: look }, session).send(request);
      return token;
    }
    return { session, carried, atLeast: 0 };
  }

  return {
    ...{ platform, open, server },
    async answer(): Promise<Answer> {
      const isRefused = refusals[asked % refusals.length] ?? false;
      asked += 1;
      await later(answerMs);
      return jsonAnswer({}, isRefused ? 401 : 200);
    },
  };
}

/** A tab opens between two sign-ins. Another tab tells it of the first, and hears of the second right after. */
const opensBetweenTwoSignIns: Plan = {
  steps: [
    { act: 'send', tab: 1, passMs: 1 },
    { act: 'send', tab: 0, passMs: 5 },
    { act: 'sign in', tab: 0, passMs: 3 },
    { act: 'sign in', tab: 0, passMs: 1 },
    { act: 'open', tab: 0, passMs: 1 },
    { act: 'send', tab: 0, passMs: 1 },
    { act: 'send', tab: 0, passMs: 1 },
  ],
  ...{ hasLocks: true, newsMs: 3, answerMs: 5, refusals: [true] },
  renewals: [{ ms: 1, brings: 'token' }],
};

const request: TransportRequest = { method: 'GET', url: '/a', headers: {}, body: null };

it('a token is never sent after its sign-out, and never with a request of another sign-in', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const { platform, open, server, answer } = browser(plan);
      const tabs = [open(), open()] as [ReturnType<typeof open>, ReturnType<typeof open>];
      const requests: Promise<unknown>[] = [];
      const carriers: number[][] = [];
      const strays: string[] = [];
      let signs = 0;
      /** The tabs that have been there since the last sign-in or sign-out was told. */
      let knowing = new Set<number>();
      for (const { act, tab: index, passMs } of plan.steps) {
        const tab = tabs[index];
        if (act === 'open') {
          tab.session.dispose();
          knowing.delete(index);
          tabs[index] = open();
        } else if (act === 'send') {
          const sent: number[] = [];
          const send = (given: TransportRequest): Promise<Answer> => {
            const token = tokenOf(given);
            if (token !== undefined) {
              sent.push(signInOf(token));
              if (signInOf(token) < tab.atLeast) strays.push(token);
            }
            return answer();
          };
          requests.push(
            withSession({ send }, tab.session)
              .send(request)
              .catch(() => {}),
          );
          carriers.push(sent);
        } else {
          signs += 1;
          knowing = new Set([index]);
          server.signedIn = act === 'sign in' ? signs : 0;
          const sign = signs;
          if (act === 'sign in') tab.session.signIn(String(sign));
          else tab.session.signOut();
          // No request carries an earlier token: in this tab from now on, in the others as soon as they hear of it.
          tab.atLeast = sign;
          const heardBy = [...tabs];
          platform.schedule(plan.newsMs, () => {
            for (const one of heardBy) one.atLeast = Math.max(one.atLeast, sign);
            if (sign !== signs) return;
            for (const [at, one] of tabs.entries()) if (heardBy.includes(one)) knowing.add(at);
          });
        }
        await platform.advance(passMs);
      }
      await platform.advance(60_000);
      await Promise.all(requests);
      expect(strays).toEqual([]);
      expect(carriers.filter((sent) => new Set(sent).size > 1)).toEqual([]);
      // News that only closed tabs knew is lost.
      if (signs > 0 && knowing.size === 0) return;
      const left = tabs.flatMap(({ carried }) => carried() ?? []);
      expect(left.filter((token) => signInOf(token) !== server.signedIn)).toEqual([]);
    }),
    { numRuns: 300, examples: [[opensBetweenTwoSignIns]] },
  );
});
