'use client';
import { useHoldfast } from '@holdfast/react';
import { orderOf } from './order-slice.ts';

export const useOrder = () => orderOf(useHoldfast());
