/** What one person leaves in the tables: the pattern of which the generator makes millions. */

type Body = Readonly<Record<string, unknown>>;

const HEADERS = {
  'content-type': 'application/json',
  'x-token-delivery': 'body',
  'x-api-key': 'dev-gateway-key',
};
/** Logins of the person on the device that the first one has them trust. */
const LATER_LOGINS = 9;

export const PERSON = 'mfaesignuser';

/** One person at one server. */
class Visitor {
  private contextId: unknown;
  private last: Body = {};

  constructor(private readonly url: string) {}

  /** From the password to the tokens, through every door. */
  async firstLogin(): Promise<Body> {
    await this.provePossession('the phone');
    await this.step('/auth/esign/accept', { document_id: 'terms-v1-2025' });
    return this.step('/auth/device/bind', { bind_device: true });
  }

  /** With a code, on a device that is not trusted yet. */
  async loginOn(device: string): Promise<Body> {
    await this.provePossession(device);
    return this.step('/auth/device/bind', { bind_device: false });
  }

  private async provePossession(device: string): Promise<void> {
    await this.login(device);
    await this.step('/auth/mfa/initiate', { method: 'sms', mfa_option_id: 1 });
    await this.step('/auth/mfa/otp/verify', { code: '1234' });
  }

  async login(device = 'the phone'): Promise<Body> {
    const body = { username: PERSON, password: 'password', drs_action_token: device };
    const answer = await this.call('/auth/login', body);
    this.contextId = answer['context_id'];
    return answer;
  }

  async refresh({ refresh_token }: Body): Promise<Body> {
    return this.call('/auth/refresh', { refresh_token });
  }

  async check({ access_token: token }: Body): Promise<void> {
    await this.call('/auth/token/verify', { token });
  }

  async logout({ refresh_token }: Body): Promise<void> {
    await this.call('/auth/logout', { refresh_token });
  }

  private step(path: string, extra: Body): Promise<Body> {
    const { transaction_id } = this.last;
    return this.call(path, { context_id: this.contextId, transaction_id, ...extra });
  }

  private async call(path: string, body: Body): Promise<Body> {
    const options = { method: 'POST', headers: HEADERS, body: JSON.stringify(body) };
    const response = await fetch(this.url + path, options);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    this.last = (await response.json()) as Body;
    return this.last;
  }
}

/** A person's first login, and some on the device that is trusted then, each with a refresh; every third ends by logout. */
export async function leavePattern(url: string): Promise<void> {
  const visitor = new Visitor(url);
  await visitor.refresh(await visitor.firstLogin());
  for (let login = 1; login <= LATER_LOGINS; login++) {
    const tokens = await visitor.refresh(await visitor.login());
    if (login % 3 === 0) await visitor.logout(tokens);
  }
}

/** What happens all day: a login with a code, one on a trusted device, a refresh, checks, a logout. */
export async function passADay(url: string): Promise<void> {
  const visitor = new Visitor(url);
  await visitor.loginOn('another phone');
  const tokens = await visitor.refresh(await visitor.login());
  await visitor.check(tokens);
  await visitor.check(tokens);
  await visitor.logout(tokens);
}
