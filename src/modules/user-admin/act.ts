import type { Principal } from '../../common/principal.js';
import type { Act } from '../account/administrator.service.js';

/** Who acts on whom; a UUID is written in small letters, whoever typed it. */
export function actOf({ cupid: by }: Principal, cupid: string): Act {
  return { by, cupid: cupid.toLowerCase() };
}
