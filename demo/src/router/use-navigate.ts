import { useRouting } from './router-context.ts';
import type { Navigate } from './web-history.ts';

export const useNavigate = (): Navigate => useRouting().navigate;
