/** The environment cannot be used. Neither the message nor a problem repeats a value of it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  /** @param problems one line each: the variable, what is wrong with it, what it should be */
  constructor(readonly problems: readonly string[]) {
    super(`The environment has ${counted(problems)}: ${problems.join('; ')}`);
  }
}

function counted(problems: readonly string[]): string {
  return problems.length === 1 ? '1 problem' : `${problems.length} problems`;
}

/** What is printed when the server refuses to start: a headline and one line for each problem. */
export function describeConfigurationError({ problems }: ConfigurationError): string {
  const lines = problems.map((problem) => `  - ${problem}`);
  return [`Sallyport cannot start: ${counted(problems)} in its configuration`, ...lines].join('\n');
}
