import type { Claims } from './create-claims.ts';
import type { BurstSend, BurstSends } from './burst-sends.ts';
import type { ClaimedContext } from './send-claimed.ts';
import type { ClaimQuery } from './outbox-store.ts';
import { crowdAt } from './places-state.ts';
import type { ToldWaits } from './told-waits.ts';

/** Which heads of lanes a burst takes: those whose address may be asked, as long as there is a place. */
export interface HeadClaims {
  /** Asks for as many heads as there is room for. The waits of this look count from `now`. */
  query(room: number, now: number, epoch: number, survives: boolean): ClaimQuery;
  /** The next look starts behind this lane. */
  lookedUpTo(lane: string | undefined): void;
  /** The crowds of sends that leave no place for lanes that were never tried. */
  readonly crowds: readonly (readonly BurstSend[])[];
  /** The monotonic time of the next probe for a lane that was not tried yet; `Infinity` for none. */
  readonly untriedAt: number;
}

export function createHeadClaims(
  { limits, admission, owner }: ClaimedContext,
  claims: Claims,
  sends: Pick<BurstSends, 'onWay' | 'isSlow' | 'of'>,
  waits: Pick<ToldWaits, 'found'>,
): HeadClaims {
  let crowds: (readonly BurstSend[])[] = [];
  let afterLane: string | undefined;
  let untriedAt = Infinity;
  return {
    query(room, now, epoch, survives) {
      let all = [...sends.onWay];
      let probed = false;
      return {
        ...{ owner: owner(), room, afterLane, epoch },
        first: admission.first(all.filter(sends.isSlow).length > limits.parallel),
        begin() {
          untriedAt = Infinity;
          crowds = [];
          all = [...sends.onWay];
          probed = false;
          claims.begin(now);
        },
        transition: claims.transition(epoch, survives),
        // An entry that waits for others is looked at again when one of them has changed.
        dueOf: claims.dueOf,
        admit(head) {
          const send = sends.of(head);
          const { wasSilent, startedAt } = send;
          const at = admission.mayTryAt(head);
          if (at > startedAt) {
            if (!wasSilent) untriedAt = Math.min(untriedAt, at);
            waits.found(head, 'address');
            return now + Math.ceil(at - startedAt);
          }
          const isProbe = at > -Infinity;
          // One probe at a time, because its result decides about the others.
          const isSecond = isProbe && probed;
          const crowd = isSecond ? [] : crowdAt(send, all, startedAt, limits);
          if (crowd) {
            if (!wasSilent) crowds.push(crowd);
            waits.found(head, wasSilent || isSecond ? 'address' : 'place');
            return Infinity;
          }
          all.push(send);
          probed ||= isProbe;
          return true;
        },
      };
    },
    lookedUpTo(lane = afterLane) {
      afterLane = lane;
    },
    get crowds() {
      return crowds;
    },
    get untriedAt() {
      return untriedAt;
    },
  };
}
