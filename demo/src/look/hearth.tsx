import type { ReactElement } from 'react';

/**
 * The hearth: a fire cut from paper, with three faces on the mantel and a cat before it. It stands on screens without
 * content. Screen readers skip it, because the words beside it say all of it.
 */
export function Hearth({ className = '' }: { readonly className?: string }): ReactElement {
  return (
    <svg className={`hearth ${className}`} viewBox="0 0 520 430" aria-hidden="true">
      <path className="hearth-wall" d="M97 12 262 7l161 6 6 112 8 262-354 3 7-264z" />
      <g className="hearth-stone">
        <path d="m121 391 1-158c3-24 16-44 38-57l31 38c-13 8-19 19-20 33l-1 144z" />
        <path d="M165 172c27-16 58-23 92-24l3 45c-24 1-45 6-63 17z" />
        <path d="M264 148c37 0 70 8 97 25l-32 38c-18-11-39-17-62-18z" />
        <path d="M366 177c20 13 33 32 35 56l2 158h-48l-3-144c-1-14-7-25-18-33z" />
      </g>
      <path className="hearth-joint" d="m122 288 49 3m182-2 50-4M122 340l48-3m184 3 49 2" />
      <path className="hearth-dark" d="m173 391-1-143c4-33 42-53 90-53s85 20 89 53l2 143z" />
      <path className="hearth-glow" d="M182 391c1-66 35-107 80-108s80 42 82 108z" />
      <g className="hearth-fire">
        <path
          className="hearth-rust"
          d="M207 383c-18-36 0-66 16-88 3 17 11 23 17 14-7-33 9-63 38-86-3 28 14 42 24 63 4 9 11 5 13-5 18 27 26 66 6 102z"
        />
        <path
          className="hearth-amber"
          d="M225 384c-12-27 1-48 14-64 5 13 14 9 15-2 0-24 10-42 22-55 1 24 17 37 24 57 8 22 8 46-2 64z"
        />
        <path
          className="hearth-straw"
          d="M243 385c-7-20 4-36 16-50 4 9 9 7 10-3 13 16 21 33 12 53z"
        />
      </g>
      <path className="hearth-log" d="m190 371 148 15-3 19-149-13z" />
      <path className="hearth-log-front" d="m187 402 152-31 5 17-153 33z" />
      <path className="hearth-end" d="m339 371 9 3 3 11-7 3zM190 371l-8 6-1 12 5 3z" />
      <path className="hearth-floor" d="m52 393 139-3 277 2 20 26-454 4z" />
      <path className="hearth-log-front" d="m187 404 152-31 5 14-153 32z" />
      <path className="hearth-mantel" d="m55 119 206-5 204 3 4 27-208 3-203 4z" />
      <path className="hearth-edge" d="m71 151 190-4 189-3-4 12-184 3-186 4z" />
      {/* The faces on the mantel. */}
      <g>
        <path className="hearth-moss" d="m119 58 49-3 3 61-51 2z" />
        <path
          className="hearth-skin-one"
          d="M130 117c0-12 5-17 11-18v-7c-6-4-8-10-8-16 1-9 7-13 13-13 8 0 13 5 13 14 0 6-2 12-7 15l1 7c7 1 11 7 11 17z"
        />
        <path
          className="hearth-hair-one"
          d="M130 80c-1-14 6-21 16-21 11 0 17 8 15 22-3-1-5-5-6-9-7 4-14 5-20 4-1 1-3 3-5 4z"
        />
      </g>
      <g>
        <path className="hearth-dusk" d="m188 49 57-2 1 68-57 1z" />
        <path
          className="hearth-skin-two"
          d="M200 115c1-13 6-19 13-20v-8c-6-4-9-10-8-18 1-9 6-14 13-14s12 5 12 14c0 8-3 15-8 18l1 8c8 1 12 8 13 20z"
        />
        <path
          className="hearth-hair-two"
          d="M203 84c-7-19 0-33 15-33s22 13 16 34c-3-4-5-9-6-16-7 1-13-1-17-5-1 7-4 14-8 20z"
        />
      </g>
      <g>
        <path className="hearth-clay" d="m262 59 47 2-2 55-47-2z" />
        <path
          className="hearth-skin-three"
          d="M270 115c0-10 5-15 11-16v-6c-5-3-7-9-7-14 0-8 5-12 11-12s11 4 11 12c0 6-2 11-7 14v6c6 1 10 7 10 16z"
        />
        <path
          className="hearth-hair-three"
          d="M272 77c0-9 6-14 13-13 8 0 12 5 12 14l-3-4c-7 0-13-1-18-3z"
        />
      </g>
      {/* Books, and a candle without a flame. */}
      <path className="hearth-ink" d="m344 64 15-1 2 52-16 1z" />
      <path className="hearth-rust" d="m362 72 11-1 2 44-12 1z" />
      <path className="hearth-straw-dark" d="m377 58 17 3-9 55-16-3z" />
      <path className="hearth-wax" d="M413 84h9l1 31h-11z" />
      {/* The cat. */}
      <path
        className="hearth-cat"
        d="M66 419c-9-22 8-46 38-50 12-2 24 0 34 5 4-6 5-13 10-17 5 3 8 8 9 12 5-1 9-1 13 0 3-5 7-8 12-10 3 7 4 15 2 23 6 18-5 33-22 37zm70 0c20 1 48 2 57-5 5-5-1-10-8-7-14 6-31 4-49 3z"
      />
      <path
        className="hearth-cat-line"
        d="M152 388c2 2 5 2 7 0m12-1c2 2 5 2 7-1m-13 7 2 3 3-3m-34 3c-6-8-15-10-24-8"
      />
    </svg>
  );
}
