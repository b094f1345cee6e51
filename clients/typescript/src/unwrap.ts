import { failureOf, refusalOf } from './errors.js';

interface Outcome {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

type DataOf<O> = O extends { data: infer Data } ? Data : never;

/**
 * The body of an answer of `client.api`.
 * @throws {SallyportError} when it is an error, or no answer came
 */
export async function unwrap<O extends Outcome>(call: Promise<O>): Promise<DataOf<O>> {
  const { data, error, response } = await call.catch((thrown: unknown) => {
    throw failureOf(thrown);
  });
  if (!response.ok) throw refusalOf(error, response);
  return data as DataOf<O>;
}
