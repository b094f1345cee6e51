/** What the types promise; `tsc` is the test, and an `any` anywhere would leave an expected error out. */
import { type Answer, type ErrorCode, type SallyportClient, SallyportError, unwrap } from '@sallyport/client';

/** `response_type_code` tells the answers apart, and there are no others. */
export function fieldOf(answer: Answer): string | number {
  switch (answer.response_type_code) {
    case 'MFA_REQUIRED':
      return answer.otp_methods.length;
    case 'ESIGN_REQUIRED':
      return answer.esign_document_id;
    case 'DEVICE_BIND_REQUIRED':
    case 'ESIGN_DECLINED':
      return answer.transaction_id;
    case 'SUCCESS':
      return answer.access_token;
  }
}

export async function answersAreTyped(client: SallyportClient): Promise<unknown[]> {
  const end = await client.signIn({ username: 'a', password: 'b' }, {} as never);
  // @ts-expect-error -- there is no token until the login has succeeded
  const token: string = end.access_token;
  const [session] = await client.sessions();
  // @ts-expect-error -- an address may be unknown
  const address: string | undefined = session?.ip_address;
  const { account_id } = await client.handOff();
  // @ts-expect-error -- so may be an account
  const account: string = account_id;
  const health = await unwrap(client.api.GET('/health'));
  // @ts-expect-error -- OK or UNAVAILABLE
  const status: 'FINE' | 'OK' = health.status;
  return [token, address, account, status];
}

export async function requestsAreTyped(client: SallyportClient): Promise<void> {
  // @ts-expect-error -- no such route
  await client.api.GET('/nowhere');
  // @ts-expect-error -- a login takes a password
  await client.login({ username: 'a' });
  // @ts-expect-error -- a rename takes a name
  await client.api.PATCH('/auth/devices/{device_id}', { params: { path: { device_id: 'a' } } });
  // A body that may be left out may be left out.
  await client.api.POST('/auth/refresh');
}

export function errorsAreTyped(error: unknown): number | undefined {
  const codes: ErrorCode[] = ['CIAM_E01_01_017', 'CIAM_E01_03_002', 'CIAM_E01_05_001', 'CIAM_E04_00_008'];
  // @ts-expect-error -- not one that the server documents
  const unknown: ErrorCode = 'CIAM_E99_99_999';
  return error instanceof SallyportError && error.is(...codes, unknown)
    ? error.attempts_remaining
    : undefined;
}
