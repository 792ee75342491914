import type { Observable } from '@holdfast/core';

/**
 * Until when the user does not want to be asked, in wall-clock milliseconds; 0 when the user has put nothing off. The
 * same in every tab.
 */
export interface PutOff extends Observable<number> {
  set(until: number): void;
}
