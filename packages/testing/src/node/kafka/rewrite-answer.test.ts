import { expect, it } from 'vitest';
import type { KafkaRequest } from './kafka-request.ts';
import { rewriteAnswer, type RewriteRules } from './rewrite-answer.ts';

const rules: RewriteRules = {
  portFor: (port) => port + 1000,
  maxVersions: { InitProducerId: 2, Produce: 9 },
};
const request = (api: string, version: number): KafkaRequest => ({
  ...{ api, version, correlationId: 1, bodyAt: 0 },
});
const int16 = (value: number): string => (value & 0xff_ff).toString(16).padStart(4, '0');
const int32 = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
const text = (value: string): string => int16(value.length) + Buffer.from(value).toString('hex');
const NOTHING = 'ffff';

/** The body after the change. Before it are the length and the correlation id. */
function rewritten(api: string, version: number, ...body: readonly string[]): string {
  const frame = Buffer.from(int32(0) + int32(1) + body.join(''), 'hex');
  rewriteAnswer(frame, request(api, version), rules);
  return frame.subarray(8).toString('hex');
}

it.each([0, 1, 2])(
  'changes the ports of brokers in version %i of Metadata, and names a controller',
  (version) => {
    const brokers = (ports: readonly number[]) => [
      int32(ports.length),
      ...ports.flatMap((port, index) => [
        ...[int32(index + 1), text('127.0.0.1'), int32(port)],
        version >= 1 ? NOTHING : '',
      ]),
      version >= 2 ? text('cluster') : '',
    ];
    const controller = (id: number) => (version >= 1 ? int32(id) : '');
    const topics = int32(0);
    expect(rewritten('Metadata', version, ...brokers([9092, 9093]), controller(0), topics)).toBe(
      [...brokers([10_092, 10_093]), controller(1), topics].join(''),
    );
  },
);

it.each([0, 1])('changes the port in version %i of FindCoordinator', (version) => {
  const answer = (port: number) => [
    ...(version >= 1 ? [int32(0), int16(0), NOTHING] : [int16(0)]),
    ...[int32(3), text('127.0.0.1'), int32(port)],
  ];
  expect(rewritten('FindCoordinator', version, ...answer(9092))).toBe(answer(10_092).join(''));
});

it('leaves an answer without a coordinator as it is', () => {
  const refused = [int16(15), int32(-1), text(''), int32(-1)];
  expect(rewritten('FindCoordinator', 0, ...refused)).toBe(refused.join(''));
});

const versions = (most: readonly number[]) => [
  ...[int16(0), int32(3)],
  ...[0, 22, 1].flatMap((key, index) => [int16(key), int16(0), int16(most[index] ?? 0)]),
];

it('caps the versions that the broker offers, and raises none', () => {
  expect(rewritten('ApiVersions', 2, ...versions([7, 4, 11]))).toBe(versions([7, 2, 11]).join(''));
});

it('leaves an answer alone that refuses a version, and every other answer', () => {
  const refused = [int16(35), '01', int16(18), int16(0), int16(2), int32(0)];
  expect(rewritten('ApiVersions', 3, ...refused)).toBe(refused.join(''));
  expect(rewritten('Produce', 7, int32(0))).toBe(int32(0));
});
