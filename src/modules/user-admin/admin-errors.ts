import { CHANGES_STATE, type Errors, TAKES_BEARER, TAKES_BODY, TAKES_ID } from '../../common/api-errors.js';

/** What every operation of an administrator may answer. */
export const FOR_ADMINISTRATORS: Errors = { ...TAKES_BEARER, 403: ['CIAM_E01_02_003'] };

/** What those of one person may. */
export const OF_PERSON: readonly Errors[] = [FOR_ADMINISTRATORS, TAKES_ID, { 404: ['CIAM_E01_05_004'] }];

/** It does not follow from the person's status, or somebody else was first. */
const CONFLICT: Errors = { 409: ['CIAM_E01_05_003'] };

export const CHANGES_PERSON: readonly Errors[] = [...OF_PERSON, TAKES_BODY, CONFLICT];

export const CHANGES_WITHOUT_BODY: readonly Errors[] = [...OF_PERSON, CHANGES_STATE];

export const CONFLICTS = CONFLICT;
