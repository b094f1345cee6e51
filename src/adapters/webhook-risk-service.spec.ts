import { FakeClock } from '../../test/support/fake-clock.js';
import { answer, raw, webhookConfig, WebhookReceiver } from '../../test/support/webhook-receiver.js';
import { DependencyUnavailable } from '../common/errors.js';
import { Random } from '../common/random.js';
import { RequestContext } from '../common/request-context.js';
import { WebhookRiskService } from './webhook-risk-service.js';

const QUESTION = {
  cupid: 'c-1',
  username: 'somebody',
  actionToken: 'a token of the risk service',
  ipAddress: '192.0.2.7',
  userAgent: 'Browser/1.0',
};
const LEAST = { risk_score: 12, risk_level: 'LOW', recommendation: 'ALLOW' };

describe('the risk service behind a webhook', () => {
  let receiver: WebhookReceiver;
  let service: WebhookRiskService;

  const evaluate = (body: object) => {
    receiver.willAnswer(answer(body));
    return service.evaluate(QUESTION);
  };

  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    const config = webhookConfig(receiver.url);
    service = new WebhookRiskService(config, new FakeClock(), new Random(), new RequestContext());
  });
  afterEach(() => receiver.stop());

  it('is asked about the login', async () => {
    await evaluate(LEAST);
    await service.evaluate({ ...QUESTION, actionToken: null, ipAddress: null, userAgent: null });
    const about = { type: 'risk', cupid: 'c-1', username: 'somebody' };
    expect(receiver.bodies).toEqual([
      {
        ...about,
        drs_action_token: 'a token of the risk service',
        ip_address: '192.0.2.7',
        user_agent: 'Browser/1.0',
      },
      { ...about, drs_action_token: null, ip_address: null, user_agent: null },
    ]);
  });

  it('may answer everything', async () => {
    const answered = await evaluate({
      ...LEAST,
      device_id: 'device-1',
      device_reputation: 'good',
      behavioral_score: 7,
      velocity_score: 0,
      location_risk: 'LOW',
      metadata: { factors: ['known_ip'] },
      something_new: true,
    });
    expect(answered).toEqual({
      riskScore: 12,
      riskLevel: 'LOW',
      recommendation: 'ALLOW',
      deviceId: 'device-1',
      deviceReputation: 'good',
      behavioralScore: 7,
      velocityScore: 0,
      locationRisk: 'LOW',
      metadata: { factors: ['known_ip'] },
    });
  });

  it.each([
    ['left out', {}],
    [
      'null',
      {
        device_id: null,
        device_reputation: null,
        behavioral_score: null,
        velocity_score: null,
        location_risk: null,
        metadata: null,
      },
    ],
    ['empty', { device_id: '', device_reputation: '', location_risk: '', metadata: {} }],
  ])('may leave out what is optional: %s', async (_name, rest) => {
    await expect(evaluate({ ...LEAST, ...rest })).resolves.toMatchObject({
      deviceId: null,
      deviceReputation: null,
      behavioralScore: null,
      velocityScore: null,
      locationRisk: null,
      metadata: {},
    });
  });

  it('has its scores rounded to whole numbers', async () => {
    const answered = await evaluate({ ...LEAST, risk_score: 69.5, behavioral_score: 0.4 });
    expect(answered).toMatchObject({ riskScore: 70, behavioralScore: 0 });
  });

  it('has descriptions cut to what their columns hold', async () => {
    const answered = await evaluate({
      ...LEAST,
      device_reputation: 'r'.repeat(40),
      location_risk: 'l'.repeat(40),
    });
    expect(answered).toMatchObject({ deviceReputation: 'r'.repeat(32), locationRisk: 'l'.repeat(16) });
  });

  it.each([
    ['too long', { text: 'x'.repeat(9000) }],
    ['not storable', { text: 'a\0b' }],
  ])('has metadata left out that is %s', async (_name, metadata) => {
    await expect(evaluate({ ...LEAST, metadata })).resolves.toMatchObject({ metadata: { omitted: true } });
  });

  it.each([
    ['no score', { risk_score: undefined }],
    ['a score above 100', { risk_score: 101 }],
    ['a score below 0', { risk_score: -1 }],
    ['a score in words', { risk_score: '12' }],
    ['an unknown level', { risk_level: 'SEVERE' }],
    ['no recommendation', { recommendation: undefined }],
    ['an unknown recommendation', { recommendation: 'allow' }],
    ['a device id that no column holds', { device_id: 'd'.repeat(129) }],
    ['a device id that cannot be stored', { device_id: 'd\0' }],
    ['a velocity out of range', { velocity_score: 1000 }],
    ['metadata that is no object', { metadata: ['known_ip'] }],
  ])('counts as unavailable when it answers %s', async (_name, changes) => {
    await expect(evaluate({ ...LEAST, ...changes })).rejects.toThrow(DependencyUnavailable);
  });

  it('counts as unavailable when it answers nothing', async () => {
    receiver.willAnswer(raw('', 204));
    await expect(service.evaluate(QUESTION)).rejects.toThrow(DependencyUnavailable);
  });

  it('lets an action token name its device once', () => {
    expect(service.tokensAreSingleUse).toBe(true);
  });
});
