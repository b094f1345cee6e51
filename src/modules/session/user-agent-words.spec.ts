import { describeUserAgent } from './user-agent-words.js';

describe('a user agent in words', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'Chrome on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
      'Safari on iOS',
    ],
    ['curl/7.88.1', 'curl'],
    ['TuvensApp/2.4 (Android 15)', 'TuvensApp on Android'],
    ['node', 'node'],
    ['<script>alert(1)</script>', 'Unknown'],
    ['', 'Unknown'],
    [null, 'Unknown'],
  ])('of %s is %s', (userAgent, words) => expect(describeUserAgent(userAgent)).toBe(words));
});
