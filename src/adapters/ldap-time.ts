/** RFC 4517 §3.3.13, to the second or finer, as directories write it. */
const GENERALIZED = /^(\d{14})(?:[.,](\d{1,9}))?(Z|[+-]\d{4})$/;
const PARTS = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;

/** Windows counts tenths of microseconds since 1601. */
const TICKS_PER_MS = 10_000n;
const EPOCH_OFFSET_MS = 11_644_473_600_000n;

/** Active Directory's words for "never" and "not yet". */
const NO_TIME = ['0', '-1', '9223372036854775807'];

function fromGeneralized([, digits = '', fraction = '', zone = '']: RegExpExecArray): Date {
  const offset = zone.replace(/(\d\d)(\d\d)$/, '$1:$2');
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  return new Date(`${digits.replace(PARTS, '$1-$2-$3T$4:$5:$6')}.${milliseconds}${offset}`);
}

function fromTicks(text: string): Date {
  return new Date(/^\d{1,18}$/.test(text) ? Number(BigInt(text) / TICKS_PER_MS - EPOCH_OFFSET_MS) : NaN);
}

/**
 * A time as directories write it: generalized, or in ticks of Windows.
 *
 * @returns null when there is none
 * @throws {RangeError} when it is neither
 */
export function parseLdapTime(text: string | undefined): Date | null {
  if (text === undefined || NO_TIME.includes(text)) return null;
  const match = GENERALIZED.exec(text);
  const time = match ? fromGeneralized(match) : fromTicks(text);
  if (Number.isNaN(time.getTime())) throw new RangeError('no time of a directory');
  return time;
}
