import * as fc from 'fast-check';
import { formatDuration, parseDuration } from './duration.js';

describe('a duration', () => {
  it.each([
    ['0', 0],
    ['90', 90],
    ['90s', 90],
    ['15m', 900],
    ['24h', 86_400],
    ['14d', 1_209_600],
  ])('reads %s as %i seconds', (text, seconds) => expect(parseDuration(text)).toBe(seconds));

  it.each(['', 's', '-1', '1.5m', '1e3', '15M', '15 m', '1h30m', '٣'])('does not read %j', (text) =>
    expect(parseDuration(text)).toBeUndefined(),
  );

  it.each([
    [0, '0s'],
    [59, '59s'],
    [90, '90s'],
    [900, '15m'],
    [86_400, '1d'],
  ])('writes %i seconds as %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it('reads what it has written', () =>
    fc.assert(
      fc.property(fc.nat(), (seconds) => expect(parseDuration(formatDuration(seconds))).toBe(seconds)),
    ));
});
