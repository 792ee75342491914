import * as crypto from 'node:crypto';
import { type Line, situationAt } from './node-line.ts';
import type { Situation, Truth } from './situation.ts';

const defect: Truth = ['runtime', 'never', 'unknown'];
const unreadable: Truth = ['validation|runtime|security', 'never', 'unknown'];

const secrets: readonly Line[] = [
  ['a digest that is none', defect, () => crypto.createHash('sideways')],
  [
    'a cipher that is none',
    defect,
    () => crypto.createCipheriv('sideways', Buffer.alloc(16), Buffer.alloc(16)),
  ],
  [
    'a key of the wrong length',
    defect,
    () => crypto.createCipheriv('aes-128-cbc', Buffer.alloc(3), Buffer.alloc(16)),
  ],
  [
    'a start of the wrong length',
    defect,
    () => crypto.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(3)),
  ],
  [
    'a secret that cannot be read',
    unreadable,
    () => {
      const d = crypto.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
      d.update(Buffer.alloc(16));
      return d.final();
    },
  ],
  [
    'a secret cut',
    unreadable,
    () => {
      const d = crypto.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
      d.update(Buffer.alloc(5));
      return d.final();
    },
  ],
  [
    'a secret that was changed',
    unreadable,
    () => {
      const d = crypto.createDecipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12));
      d.setAuthTag(Buffer.alloc(16));
      d.update(Buffer.alloc(5));
      return d.final();
    },
  ],
  ['a private key that is none', unreadable, () => crypto.createPrivateKey('no key')],
  [
    'a private key of noise',
    unreadable,
    () => crypto.createPrivateKey({ key: Buffer.from('noise'), format: 'der', type: 'pkcs8' }),
  ],
  ['a signature with no key', unreadable, () => crypto.createSign('sha256').update('a').sign('no')],
  [
    'a digest taken twice',
    defect,
    () => {
      const h = crypto.createHash('sha256');
      h.digest();
      return h.digest();
    },
  ],
  [
    'a comparison of two lengths',
    defect,
    () => crypto.timingSafeEqual(Buffer.alloc(1), Buffer.alloc(2)),
  ],
  ['a cost that is none', defect, () => crypto.scryptSync('a', 'b', 32, { N: 3 })],
  ['a curve that is none', defect, () => crypto.createECDH('sideways')],
  ['random bytes below zero', defect, () => crypto.randomBytes(-1)],
  ['a certificate that is none', unreadable, () => new crypto.X509Certificate('no')],
  ['a password without a digest', defect, () => crypto.pbkdf2Sync('a', 'b', 1, 32, 'sideways')],
];

/** Keys, digests and secrets that cannot be read. */
export const nodeSecretSituations: readonly Situation[] = secrets.map(situationAt('anywhere'));
