import { type Api, type ApiResponse, ids, type Ids } from './support/api.js';
import { atOnce, type Cluster, startCluster, tally, withTokens } from './support/cluster.js';

describe('the steps of one login, all at once', () => {
  let cluster: Cluster;
  let first: Api;
  let devices = 0;

  const newDevice = () => ({ drs_action_token: `device-${++devices}` });
  const passMfa = async (login: ApiResponse) => first.verify(ids(login, await first.initiate(ids(login))));
  /** A login of a person without a document to sign, waiting for the decision about its device. */
  const atDeviceDoor = async (device: object = newDevice()): Promise<Ids> => {
    const login = await first.login('mfauser', device);
    return ids(login, await passMfa(login));
  };
  const sessionsOf = ({ context_id }: Ids) => cluster.rows.count('sessions', 'context_id = $1', [context_id]);
  const others = (answers: ApiResponse[]) =>
    answers.filter(({ body }) => body.response_type_code === undefined);

  beforeAll(async () => {
    cluster = await startCluster();
    first = cluster.apis[0]!;
  }, 60_000);

  afterAll(() => cluster.close());

  it('lets one of many parallel acceptances pass, and writes one acceptance down', async () => {
    const door = ids(await first.login('complianceuser', newDevice()));
    const answers = await atOnce(cluster, 20, (api) => api.accept(door));
    expect(tally(answers)).toEqual({ 200: 1, 400: 19 });
    expect(others(answers).every(({ body }) => body.error_code === 'CIAM_E01_03_003')).toBe(true);
    const accepted = await cluster.rows.count('esign_acceptances', 'context_id = $1', [door.context_id]);
    expect(accepted).toBe(1);
  });

  it('either takes or ends a login whose document is accepted and declined in the same moment', async () => {
    const logins = await Promise.all(Array.from({ length: 10 }, () => first.login('trustedesignuser')));
    for (const [round, door] of logins.map((login) => ids(login)).entries()) {
      const answers = await atOnce(cluster, 2, (api, index) =>
        index === round % 2 ? api.accept(door) : api.decline(door, 'terms-v1-2025'),
      );
      const won = answers.filter(({ status }) => status < 300);
      expect(won).toHaveLength(1);
      expect(await sessionsOf(door)).toBe(won[0].status === 201 ? 1 : 0);
    }
  });

  it('lets one of many parallel device decisions pass, and trusts one device', async () => {
    const door = await atDeviceDoor();
    const answers = await atOnce(cluster, 20, (api) => api.bind(door));
    expect(tally(answers)).toEqual({ 200: 1, 400: 19 });
    expect(withTokens(answers)).toHaveLength(1);
    expect(await sessionsOf(door)).toBe(1);
  });

  it('keeps the decision that won when both are taken in the same moment', async () => {
    const door = await atDeviceDoor();
    const answers = await atOnce(cluster, 10, (api, index) => api.bind(door, index % 2 === 0));
    const [won, ...rest] = withTokens(answers);
    expect(rest).toEqual([]);
    const [row] = await cluster.rows.select(
      'SELECT device_bind_decision FROM auth_transactions WHERE transaction_id = $1',
      [door.transaction_id],
    );
    expect(Boolean(row.device_bind_decision)).toBe(won.body.device_bound);
  });

  it('leaves one trusted row when two logins of a person bind the same device at once', async () => {
    const device = newDevice();
    const doors = [await atDeviceDoor(device), await atDeviceDoor(device)];
    const answers = await atOnce(cluster, 2, (api, index) => api.bind(doors[index]));
    expect(tally(answers)).toEqual({ 200: 2 });
    const trusted = await cluster.rows.select(
      `SELECT d.device_id FROM trusted_devices d JOIN auth_contexts c ON c.device_fingerprint_hash = d.device_fingerprint_hash
        WHERE c.context_id = $1 AND d.status = 'TRUSTED'`,
      [doors[0].context_id],
    );
    expect(trusted).toHaveLength(1);
  });

  it('begins every one of many logins that name the same new device in the same moment', async () => {
    const device = newDevice();
    const answers = await atOnce(cluster, 10, (api) => api.login('mfauser', device));
    expect(tally(answers)).toEqual({ 200: 10 });
    const named = await cluster.rows.count(
      'drs_evaluations',
      'device_id IS NOT NULL AND drs_action_token_hash = (SELECT drs_action_token_hash FROM drs_evaluations WHERE context_id = $1)',
      [answers[0].body.context_id],
    );
    expect(named).toBe(1);
  });

  it('yields tokens once when a push is approved and polled by many at once', async () => {
    const login = await first.login('pushexpired');
    const prompt = await first.push(ids(login));
    const push = ids(login, prompt);
    const [approvals, polls] = await Promise.all([
      atOnce(cluster, 10, (api) => api.approve(push, { selected_number: prompt.body.display_number })),
      atOnce(cluster, 20, (api) => api.poll(push)),
    ]);
    expect(tally(approvals)).toEqual({ 200: 1, 400: 9 });
    const late = await atOnce(cluster, 10, (api) => api.poll(push));
    const answers = [...polls, ...late];
    expect(withTokens(answers)).toHaveLength(1);
    expect(others(answers).filter(({ status }) => status !== 400)).toEqual([]);
    expect(await sessionsOf(push)).toBe(1);
  });

  it('believes one answer when a push is approved, denied and mistaken at once', async () => {
    for (let round = 0; round < 5; round++) {
      const login = await first.login('pushexpired');
      const prompt = await first.push(ids(login));
      const push = ids(login, prompt);
      const { display_number: shown } = prompt.body;
      const answers = await atOnce(cluster, 3, (api, index) => {
        const kind = (index + round) % 3;
        if (kind === 0) return api.approve(push, { selected_number: shown });
        return api.approve(push, kind === 1 ? { decision: 'deny' } : { selected_number: (shown % 99) + 1 });
      });
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(others(answers.filter(({ status }) => ![200, 400, 410].includes(status)))).toEqual([]);
    }
  });

  it('sends no further push, however many are asked for at once, when one was denied', async () => {
    const login = await first.login('pushexpired');
    const push = ids(login, await first.push(ids(login)));
    await atOnce(cluster, 3, (api) => api.approve(push, { decision: 'deny' }));
    const answers = await atOnce(cluster, 10, (api) => api.push(ids(login)));
    expect(answers.map(({ body }) => body.error_code)).toEqual(Array(10).fill('CIAM_E01_01_009'));
    const prompts = `context_id = $1 AND transaction_type = 'MFA_PUSH_VERIFY'`;
    expect(await cluster.rows.count('auth_transactions', prompts, [push.context_id])).toBe(1);
  });
});
