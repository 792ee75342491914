import { createContext, use } from 'react';
import type { Params } from './match-path.ts';

export const ParamsContext = createContext<Params>({});

/** The named parts of the address of the page that stands around. */
export const useParams = (): Readonly<Partial<Params>> => use(ParamsContext);
