const INSTANT = new Date('2026-03-01T10:00:00.000Z');

/** A row of `mfa_factors`, for tests of the unit of work: a table that refers to no other. */
export const factorRow = (cupid: string) => ({
  cupid,
  factorType: 'OUT_OF_BAND',
  consecutiveFailures: 0,
  lockCount: 0,
  createdAt: INSTANT,
  updatedAt: INSTANT,
});
