/** A Standard Schema that accepts everything, because the matrix tries no schema library. */
export const anything = {
  '~standard': { version: 1, vendor: 'matrix', validate: (value) => ({ value }) },
};
