import { type Errors, TAKES_BEARER } from '../../common/api-errors.js';

/** What may be answered to who reads the trail. */
export const FOR_READERS: Errors = { ...TAKES_BEARER, 400: ['CIAM_E01_05_001'], 403: ['CIAM_E01_02_003'] };
