import { type Api, ids } from './api.js';
import type { FaultStory } from './fault-story.js';

const DEVICE = { drs_action_token: 'a device' };
const THIEF = { headers: { 'user-agent': 'a thief' } };

async function signedIn(api: Api): Promise<string> {
  return (await api.login('testuser')).cookies.refresh_token.value;
}

export const DOORS: readonly FaultStory[] = [
  {
    name: 'a document that is accepted',
    prepare: async (api) => {
      const door = ids(await api.login('complianceuser', DEVICE));
      return () => api.accept(door);
    },
  },
  {
    name: 'a document that is accepted, the last door',
    prepare: async (api) => {
      const door = ids(await api.login('complianceuser'));
      return () => api.accept(door);
    },
  },
  {
    name: 'a mandatory document that is declined',
    prepare: async (api) => {
      const door = ids(await api.login('complianceuser'));
      return () => api.decline(door, 'terms-v1-2025');
    },
  },
  {
    name: 'an optional document that is declined',
    prepare: async (api) => {
      const door = ids(await api.login('privacyuser'));
      return () => api.decline(door, 'privacy-v1-2025');
    },
  },
  ...[true, false].map((bind) => ({
    name: bind ? 'a device that is bound' : 'a device that is not bound',
    prepare: async (api: Api) => {
      const login = await api.login('complianceuser', DEVICE);
      const door = ids(login, await api.accept(ids(login)));
      return () => api.bind(door, bind);
    },
  })),
];

export const SESSIONS: readonly FaultStory[] = [
  {
    name: 'a refresh',
    prepare: async (api) => {
      const token = await signedIn(api);
      return () => api.refresh(token);
    },
  },
  {
    name: 'a refresh that is repeated at once',
    prepare: async (api) => {
      const token = await signedIn(api);
      await api.refresh(token);
      return () => api.refresh(token);
    },
  },
  {
    name: 'a refresh with a stolen token',
    prepare: async (api) => {
      const token = await signedIn(api);
      await api.refresh(token);
      return () => api.refresh(token, THIEF);
    },
  },
  {
    name: 'a logout',
    prepare: async (api) => {
      const token = await signedIn(api);
      return () => api.logout(token);
    },
  },
];
