/** A Standard Schema that takes anything: no library of schemas is tried here. */
export const anything = {
  '~standard': { version: 1, vendor: 'matrix', validate: (value) => ({ value }) },
};
