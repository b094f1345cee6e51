import bowser from 'bowser';

/** A user agent in words, such as "Firefox on Linux"; what cannot be told is left out. */
export function describeUserAgent(userAgent: string | null): string {
  if (!userAgent) return 'Unknown';
  const { browser, os } = bowser.parse(userAgent);
  const words = [browser.name, os.name].filter((word) => word !== undefined && word !== '');
  return words.length > 0 ? words.join(' on ') : 'Unknown';
}
