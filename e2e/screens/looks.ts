/** The looks in which each screen is photographed. */
export interface Look {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
}

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

/** Whether the repository keeps a picture: dark ones only of the states in which everything works. */
export const isKept = (state: string, look: string): boolean =>
  state === 'fine' || !look.endsWith('dark');

export const looks: readonly Look[] = [
  { name: 'desktop-light', colorScheme: 'light', viewport: desktop },
  { name: 'desktop-dark', colorScheme: 'dark', viewport: desktop },
  { name: 'phone-light', colorScheme: 'light', viewport: phone },
  { name: 'phone-dark', colorScheme: 'dark', viewport: phone },
];
