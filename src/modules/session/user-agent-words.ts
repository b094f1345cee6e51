import bowser from 'bowser';

/** The first product (RFC 9110 §10.1.5) is the name of whatever is no browser: those all begin with Mozilla or Opera. */
const PRODUCT = /^(?!(?:Mozilla|Opera)\/)([a-z][\w.-]{0,31})(?:\/|$)/i;

/** A user agent in words, such as "Firefox on Linux"; what cannot be told is left out. */
export function describeUserAgent(userAgent: string | null): string {
  if (!userAgent) return 'Unknown';
  const { browser, os } = bowser.parse(userAgent);
  const name = PRODUCT.exec(userAgent)?.[1] ?? browser.name;
  return [name, os.name].filter((word) => word !== undefined && word !== '').join(' on ') || 'Unknown';
}
