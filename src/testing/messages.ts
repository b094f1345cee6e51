import type { SimulatedDirectory } from '../adapters/simulated-directory.js';
import type { SentMessage } from '../adapters/sent-message.js';
import type { SimulatedOutbox } from '../adapters/simulated-outbox.js';
import { personNamed } from './people.js';
import type { Outbox, Phone } from './test-server.js';

export function outboxOf(outbox: SimulatedOutbox, directory: SimulatedDirectory): Outbox {
  return {
    get messages() {
      return outbox.messages;
    },
    lastCodeTo(username) {
      const phones = personNamed(directory, username).otpMethods.map(({ destination }) => destination);
      const code = outbox.newestTo(phones)?.code;
      if (code === undefined) throw new Error(`No code has been sent to ${username}`);
      return code;
    },
  };
}

async function answer({ transaction_id, context_id }: SentMessage, url: string, reply: object) {
  const response = await fetch(`${url}/auth/mfa/transactions/${transaction_id}/approve`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ context_id, ...reply }),
  });
  const body = (await response.json()) as { success: boolean; error_code?: string; message?: string };
  if (response.ok) return body.success;
  throw new Error(
    `The phone's answer got ${response.status} ${body.error_code ?? ''}: ${body.message ?? ''}`,
  );
}

export function phoneOf(
  username: string,
  outbox: SimulatedOutbox,
  directory: SimulatedDirectory,
  url: string,
): Phone {
  const prompt = (): SentMessage => {
    const newest = outbox.newestTo([personNamed(directory, username).cupid]);
    if (!newest) throw new Error(`No push has been sent to ${username}`);
    return newest;
  };
  return {
    approve: async (number) => answer(prompt(), url, { selected_number: number, decision: 'approve' }),
    deny: async () => {
      await answer(prompt(), url, { decision: 'deny' });
    },
  };
}
