/**
 * What the product's figures stand beside: Fastify with nothing around it, and the product's own statements sent by hand.
 * It checks and signs as much and writes the same rows, without the product's framework, hooks, log and rules.
 */
import Fastify from 'fastify';
import { type Answer, checkSession, login, refresh, refreshAtOnce } from './handlers.js';
import { jwks } from './signing.js';

const fastify = Fastify();

function post(path: string, handler: (request: Parameters<typeof login>[0]) => Promise<Answer>): void {
  fastify.post(path, async (request, reply) => {
    const { status, body } = await handler(request);
    void reply.status(status);
    return body;
  });
}

fastify.get('/health', () => ({ status: 'OK' }));
fastify.get('/hello', () => ({ hello: 'world' }));
fastify.get('/.well-known/jwks.json', (_request, reply) =>
  reply.type('application/json; charset=utf-8').send(jwks),
);
post('/auth/login', login);
post('/auth/refresh', refresh);
post('/at-once/auth/refresh', refreshAtOnce);
post('/auth/token/verify', checkSession);
await fastify.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
process.once('SIGTERM', () => process.exit(0));
