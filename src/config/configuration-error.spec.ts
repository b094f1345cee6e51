import * as fc from 'fast-check';
import { ConfigurationError, describeConfigurationError } from './configuration-error.js';
import { VARIABLE_NAMES } from './environment.schema.js';
import { loadConfig } from './load-config.js';

describe('whatever the environment holds', () => {
  const likely = fc.constantFrom(
    'production',
    'true',
    'false',
    'webhook',
    'simulator',
    '1',
    '15m',
    '-----BEGIN',
    '{"keys":[{}]}',
  );
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    likely,
    fc.webUrl(),
    fc.json(),
    fc.constant('postgres://u:%@h/d?ssl'),
  );
  const environment = fc.dictionary(fc.constantFrom<string>(...VARIABLE_NAMES), value, {
    maxKeys: VARIABLE_NAMES.length,
  });

  it('is accepted, or refused with a ConfigurationError that names variables', () =>
    fc.assert(
      fc.property(environment, (env) => {
        try {
          loadConfig(env);
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigurationError);
          const named = (error as ConfigurationError).problems.map((problem) => problem.split(' ')[0]);
          expect(named).not.toHaveLength(0);
          expect(VARIABLE_NAMES).toEqual(expect.arrayContaining(named));
        }
      }),
      { numRuns: 500 },
    ));
});

describe('a refusal to start', () => {
  it('is told one problem a line', () => {
    expect(describeConfigurationError(new ConfigurationError(['A is bad', 'B is worse']))).toBe(
      'Sallyport cannot start: 2 problems in its configuration\n  - A is bad\n  - B is worse',
    );
    expect(describeConfigurationError(new ConfigurationError(['A is bad']))).toContain('1 problem in');
  });
});
