import { type Api, ids } from './api.js';
import { DOORS, SESSIONS } from './fault-doors.js';
import type { FaultStory } from './fault-story.js';
import type { Counter } from './snapshot.js';

const ATTEMPT: Counter = { table: 'auth_transactions', column: 'attempt_count' };
const CHALLENGE: Counter = { table: 'auth_contexts', column: 'challenge_count' };
const DEVICE = { drs_action_token: 'a device' };

async function challenged(api: Api, username: string, extra: object = {}) {
  const login = await api.login(username, extra);
  return ids(login, await api.initiate(ids(login)));
}

async function prompted(api: Api) {
  const login = await api.login('pushexpired');
  const prompt = await api.push(ids(login));
  return { push: ids(login, prompt), shown: Number(prompt.body.display_number) };
}

async function wrongCodes(
  api: Api,
  challenge: { context_id: string; transaction_id: string },
  times: number,
) {
  for (let time = 0; time < times; time++) await api.verify(challenge, '9999');
}

/** Nine failures, and a challenge that has had none of the last four. */
async function beforeTheLock(api: Api) {
  await wrongCodes(api, await challenged(api, 'mfauser'), 5);
  await wrongCodes(api, await challenged(api, 'mfauser'), 4);
  return challenged(api, 'mfauser');
}

const LOGIN: FaultStory[] = [
  { name: 'a login that is complete at once', prepare: async (api) => () => api.login('testuser', DEVICE) },
  { name: 'a login that asks for more', prepare: async (api) => () => api.login('mfaesignuser', DEVICE) },
  { name: 'a login that is refused', prepare: async (api) => () => api.login('denyuser') },
  {
    name: 'a login with a wrong password',
    prepare: async (api) => () => api.login('testuser', { password: 'no' }),
  },
  {
    name: 'a login on a trusted device',
    prepare: async (api) => {
      const door = await challenged(api, 'mfauser', DEVICE);
      const offer = await api.verify(door);
      await api.bind({ ...door, ...ids(offer) });
      return () => api.login('mfauser', DEVICE);
    },
  },
];

const CHALLENGES: FaultStory[] = [
  {
    name: 'a code that is asked for',
    counts: CHALLENGE,
    prepare: async (api) => {
      const login = await api.login('mfauser');
      return () => api.initiate(ids(login));
    },
  },
  {
    name: 'a code that is asked for again',
    counts: CHALLENGE,
    prepare: async (api) => {
      const door = await challenged(api, 'mfauser');
      return () => api.initiate(door);
    },
  },
  {
    name: 'the right code, the last door',
    counts: ATTEMPT,
    prepare: async (api) => {
      const door = await challenged(api, 'mfauser');
      return () => api.verify(door);
    },
  },
  {
    name: 'the right code before a document',
    counts: ATTEMPT,
    prepare: async (api) => {
      const door = await challenged(api, 'mfaesignuser');
      return () => api.verify(door);
    },
  },
  {
    name: 'a wrong code',
    counts: ATTEMPT,
    prepare: async (api) => {
      const door = await challenged(api, 'mfauser');
      return () => api.verify(door, '9999');
    },
  },
  {
    name: 'the fifth wrong code',
    counts: ATTEMPT,
    // Five were taken, whatever became of the last one: it cannot be tried again.
    isFinal: true,
    prepare: async (api) => {
      const door = await challenged(api, 'mfauser');
      await wrongCodes(api, door, 4);
      return () => api.verify(door, '9999');
    },
  },
  {
    name: 'the wrong code that locks the person',
    counts: ATTEMPT,
    prepare: async (api) => {
      const door = await beforeTheLock(api);
      return () => api.verify(door, '9999');
    },
  },
  {
    name: 'a push that is approved',
    prepare: async (api) => {
      const { push, shown } = await prompted(api);
      return () => api.approve(push, { selected_number: shown });
    },
  },
  {
    name: 'a push that is approved with a wrong number',
    prepare: async (api) => {
      const { push, shown } = await prompted(api);
      return () => api.approve(push, { selected_number: (shown % 99) + 1 });
    },
  },
  {
    name: 'a poll that finds the approval',
    prepare: async (api) => {
      const { push, shown } = await prompted(api);
      await api.approve(push, { selected_number: shown });
      return () => api.poll(push);
    },
  },
];

export const FAULT_STORIES: readonly FaultStory[] = [...LOGIN, ...CHALLENGES, ...DOORS, ...SESSIONS];
