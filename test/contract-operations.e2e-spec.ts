import { Engine } from '../src/database/engine.js';
import { describeAnswers } from './support/contract.js';
import { createTestServer } from './support/create-app.js';

const KEY = { headers: { 'x-api-key': 'dev-gateway-key' } };

/** For which an answer is remembered. */
const A_MOMENT = 2;
/** With METRICS_TOKEN, which most have not set. */
const PROMISED = { 'GET /metrics': ['401 E04_00_010', '429 E01_06_001'] };

describe('the contract of what operators and machines ask', () => {
  describeAnswers(
    'operations',
    {
      'GET /.well-known/jwks.json': { '200': ({ api }) => api.get('/.well-known/jwks.json') },
      'GET /health': { '200': ({ api }) => api.get('/health') },
      'GET /health/live': { '200': ({ api }) => api.get('/health/live') },
      'GET /health/ready': {
        '200': ({ api }) => api.get('/health/ready'),
        '200 (with each dependency)': ({ api, clock }) => {
          clock.advance(A_MOMENT);
          return api.get('/health/ready', KEY);
        },
        '503': ({ api, app, clock }) => {
          clock.advance(A_MOMENT);
          jest.spyOn(app.get(Engine), 'open').mockRejectedValue(new Error('down'));
          return api.get('/health/ready');
        },
        '503 (with each dependency)': ({ api, app, clock }) => {
          clock.advance(A_MOMENT);
          jest.spyOn(app.get(Engine), 'open').mockRejectedValue(new Error('down'));
          return api.get('/health/ready', KEY);
        },
      },
      'GET /metrics': { '200': ({ api }) => api.get('/metrics') },
    },
    PROMISED,
  );

  it.each([
    ['/docs', 'text/html'],
    ['/docs-json', 'application/json'],
  ])('%s, which describes the others, answers 200', async (url, type) => {
    const { api, close } = await createTestServer();
    const { status, headers } = await api.get(url);
    await close();
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining(type)]);
  });
});
