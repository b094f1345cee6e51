import { addressKey } from './address-key.js';

describe('what an address is counted under', () => {
  it.each([
    ['203.0.113.9', 'address:203.0.113.9'],
    ['::ffff:203.0.113.9', 'address:203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', 'address:2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::1', 'address:2001:db8:1:2::/64'],
    ['2001:DB8::1', 'address:2001:db8:0:0::/64'],
    ['::1', 'address:0:0:0:0::/64'],
    ['fe80::1%eth0', 'address:fe80:0:0:0::/64'],
    [null, 'address:unknown'],
  ])('of %s is %s', (address, key) => expect(addressKey(address)).toBe(key));
});
