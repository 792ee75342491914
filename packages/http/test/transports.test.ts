import { fetchTransport } from '@holdfast/core';
import { kyTransport } from '@holdfast/http';
import ky from 'ky';
import { transportContract } from './transport.contract.ts';

transportContract('fetch', fetchTransport);
transportContract('ky', ({ fetch, ...options } = {}) =>
  kyTransport(fetch ? ky.create({ fetch }) : ky, options),
);
