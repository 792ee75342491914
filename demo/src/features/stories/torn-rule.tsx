import type { ReactElement } from 'react';

/** The edge of torn paper. Words beside it say what broke off, so screen readers skip it. */
export function TornRule(): ReactElement {
  return (
    <svg
      className="torn-rule"
      viewBox="0 0 660 14"
      preserveAspectRatio="none"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.25"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path
        vectorEffect="non-scaling-stroke"
        d="M0 8L7 9L14 11L19 12L30 10L34 11L40 9L44 5L53 4L60 2L69 2L83 2L87 2L92 4L101 2L115 3L121 4L130 6L139 8L150 11L157 7L168 4L175 7L182 4L193 7L199 9L208 12L212 9L221 6L228 3L242 6L249 3L253 2L258 4L262 5L269 4L276 2L285 4L299 7L305 4L311 8L315 7L329 4L334 6L345 3L349 2L356 3L361 5L368 7L379 5L386 4L390 3L397 5L401 8L415 11L419 12L424 11L438 8L442 6L447 7L453 3L467 7L481 10L488 7L492 4L497 6L501 10L507 11L512 12L526 10L540 9L545 7L551 9L565 11L576 12L581 12L592 11L599 8L606 4L610 2L614 5L619 4L625 3L639 4L645 2L656 2L660 4"
      />
    </svg>
  );
}
