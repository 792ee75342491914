import { describe, expect, it } from 'vitest';
import { drawFault } from '../draw-fault.ts';
import { faultOf, NO_FAULT, tellFault, type RequestFaultKind } from './fault-of.ts';
import type { ScenarioStep } from './scenario.ts';

const REQUEST = 'PUT /api/characters/:id';
const turns = Array.from({ length: 2_000 }, (_, turn) => turn + 1);
const first = (step: ScenarioStep | undefined) => faultOf(7, step, REQUEST, 1);

describe('the fault of a request', () => {
  it('is none without a step, and none in a step that says nothing', () => {
    expect(first(undefined)).toBe(NO_FAULT);
    expect(first({})).toEqual({ delayMs: 0, slowMs: 0, retryAfterMs: 0, afterBytes: 0 });
    expect(NO_FAULT).toEqual(first({}));
  });

  it.each<[RequestFaultKind, ScenarioStep]>([
    ['offline', { network: { offline: true, refused: 1 } }],
    ['refused', { network: { refused: 1 } }],
    ['cut-request', { network: { cutRequest: 1 } }],
    ['cut-answer', { network: { cutAnswer: 1 } }],
    ['429', { answers: { 429: 1 } }],
    ['500', { answers: { 500: 1 } }],
    ['503', { answers: { 503: 1 } }],
    ['html', { answers: { html: 1 } }],
    ['truncated', { answers: { truncated: 1 } }],
    ['wrong-json', { answers: { wrongJson: 1 } }],
    ['slow', { answers: { slow: 1 } }],
    ['refused', { server: 'kill', answers: { 500: 1 } }],
  ])('is %s for certain in %j', (kind, step) => {
    for (const nth of turns.slice(0, 20)) expect(faultOf(7, step, REQUEST, nth).kind).toBe(kind);
  });

  it('comes as often as its share says, and one kind excludes the others', () => {
    const step: ScenarioStep = {
      network: { cutRequest: 0.1, cutAnswer: 0.2 },
      answers: { 500: 0.3, slow: 0.2 },
    };
    const kinds = turns.map((nth) => faultOf(7, step, REQUEST, nth).kind);
    const shareOf = (kind: RequestFaultKind | undefined): number =>
      kinds.filter((one) => one === kind).length / turns.length;
    expect(shareOf('cut-request')).toBeCloseTo(0.1, 1);
    expect(shareOf('cut-answer')).toBeCloseTo(0.2, 1);
    expect(shareOf('500')).toBeCloseTo(0.3, 1);
    expect(shareOf('slow')).toBeCloseTo(0.2, 1);
    expect(shareOf(undefined)).toBeCloseTo(0.2, 1);
  });

  it('is drawn anew for each seed, each request and each turn of a request', () => {
    const step: ScenarioStep = { answers: { 500: 0.5 } };
    const kindsOf = (seed: number, request: string): string =>
      turns.map((nth) => faultOf(seed, step, request, nth).kind ?? '-').join();
    expect(kindsOf(7, REQUEST)).toBe(kindsOf(7, REQUEST));
    expect(kindsOf(8, REQUEST)).not.toBe(kindsOf(7, REQUEST));
    expect(kindsOf(7, 'GET /api/characters')).not.toBe(kindsOf(7, REQUEST));
  });

  it('is late by as much as the step says, and within the range that it says', () => {
    expect(first({ network: { delayMs: 120 } }).delayMs).toBe(120);
    expect(first({ network: { delayMs: [30, 30] } }).delayMs).toBe(30);
    const delays = turns.map(
      (nth) => faultOf(7, { network: { delayMs: [100, 300] } }, REQUEST, nth).delayMs,
    );
    expect([Math.min(...delays), Math.max(...delays)]).toEqual([100, 300]);
    const mean = delays.reduce((sum, ms) => sum + ms) / delays.length;
    expect(Math.abs(mean - 200)).toBeLessThan(5);
  });

  it('has a slow answer of eight seconds by default, and three more from a slow server', () => {
    expect(first({ answers: { slow: 1 } }).slowMs).toBe(8_000);
    expect(first({ answers: { slow: 1, slowMs: 50 } }).slowMs).toBe(50);
    expect(first({ server: 'slow' }).slowMs).toBe(3_000);
    expect(first({ server: 'slow', answers: { slow: 1, slowMs: 50 } }).slowMs).toBe(3_050);
    expect(first({ answers: { 500: 1, slowMs: 50 } }).slowMs).toBe(0);
  });

  it('asks a client to wait a second by default, with a 429 only', () => {
    expect(first({ answers: { 429: 1 } }).retryAfterMs).toBe(1_000);
    expect(first({ answers: { 429: 1, retryAfterMs: 20 } }).retryAfterMs).toBe(20);
    expect(first({ answers: { 503: 1, retryAfterMs: 20 } }).retryAfterMs).toBe(0);
  });

  it('lets 200 to 2,199 bytes of a stream pass', () => {
    const step: ScenarioStep = { network: { cutAnswer: 1 } };
    const bytes = turns.map((nth) => faultOf(7, step, REQUEST, nth).afterBytes);
    expect(Math.min(...bytes)).toBeLessThan(205);
    expect(Math.min(...bytes)).toBeGreaterThanOrEqual(200);
    expect(Math.max(...bytes)).toBeGreaterThan(2_194);
    expect(Math.max(...bytes)).toBeLessThan(2_200);
    const drawn = drawFault(7, `bytes ${REQUEST}`, 1);
    expect(first(step).afterBytes).toBe(200 + Math.floor(drawn * 2_000));
  });
});

it.each([
  [{}, undefined],
  [{ kind: '503' }, '503'],
  [{ delayMs: 120 }, 'late 120 ms'],
  [{ slowMs: 30, delayMs: 90, kind: 'slow' }, 'late 120 ms, slow'],
  [{ delayMs: 1 }, 'late 1 ms'],
] as const)('a log tells %j as %s', (fault, told) => {
  expect(tellFault({ ...NO_FAULT, ...fault })).toBe(told);
});
