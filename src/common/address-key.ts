import { isIPv6 } from 'node:net';

/** What an address is counted under. Of IPv6 the network of 64 bits: a single customer has all of its addresses. */
export function addressKey(address: string | null): string {
  if (address === null) return 'address:unknown';
  if (!isIPv6(address)) return `address:${address}`;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return `address:${mapped ?? `${networkOf(address)}::/64`}`;
}

function networkOf(address: string): string {
  const [head = '', tail] = address.replace(/%.*/, '').split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const after = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  const full = [...groups, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...after];
  return full
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
