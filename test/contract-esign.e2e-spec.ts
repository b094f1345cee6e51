import { EsignService } from '../src/modules/esign/esign.service.js';
import { ids } from './support/api.js';
import { describeAnswers } from './support/contract.js';
import { at, type Call, keptOut, notHere, over } from './support/contract-doors.js';
import type { ContractServer } from './support/contract-server.js';
import { MAKE } from './support/doors.js';
import { newPerson } from './support/walk.js';

const { pending } = MAKE.ESIGN_ACCEPT;
const TERMS = 'terms-v1-2025';
const PRIVACY = 'privacy-v1-2025';
const OPTIONAL = { audiences: ['newsletter'] };

const accept: Call = ({ api }, door) => api.accept(door);
const decline: Call = ({ api }, door) => api.decline(door, TERMS);
const declineOptional: Call = ({ api }, door) => api.decline(door, PRIVACY);

/** The first door of somebody who needs no second factor. */
async function atSignature(server: ContractServer, audiences: readonly string[]) {
  const { username } = await newPerson(server, 'complianceuser', { audiences });
  return ids(await server.api.login(username));
}

async function publishOptional({ app }: ContractServer): Promise<void> {
  const document = { documentId: 'offers', version: '1', title: 'Offers', content: 'Once a month' };
  await app.get(EsignService).publish({ ...document, mandatory: false, audience: 'offers' });
}

describe('the contract of signatures', () => {
  describeAnswers('esign', {
    'GET /auth/esign/documents/{document_id}': {
      '200': ({ api }) => api.get(`/auth/esign/documents/${TERMS}`),
      '200 (a version)': async (server) => {
        const { username } = await newPerson(server, 'complianceuser');
        return server.api.get((await server.api.login(username)).body.esign_url);
      },
      '400 E01_05_001': ({ api }) => api.get(`/auth/esign/documents/${TERMS}?version=${'9'.repeat(33)}`),
      '404 E01_04_001': ({ api }) => api.get('/auth/esign/documents/nothing'),
      '404 E01_04_001 (another version)': ({ api }) => api.get(`/auth/esign/documents/${TERMS}?version=9`),
    },
    'POST /auth/esign/accept': {
      ...over('ESIGN_ACCEPT', accept),
      ...notHere('ESIGN_ACCEPT', accept),
      ...keptOut(pending, accept),
      '200 ESIGN_REQUIRED': at(pending, accept, { audiences: ['customers', 'newsletter'] }),
      '200 DEVICE_BIND_REQUIRED': at(pending, accept),
      '201 SUCCESS': async (server) => server.api.accept(await atSignature(server, ['customers'])),
      '400 E01_04_002': at(pending, ({ api }, door) => api.accept(door, PRIVACY)),
      '400 E01_05_001': at(pending, ({ api }, door) => api.accept(door, '')),
    },
    'POST /auth/esign/decline': {
      ...over('ESIGN_ACCEPT', decline),
      ...notHere('ESIGN_ACCEPT', decline),
      ...keptOut(pending, declineOptional, OPTIONAL),
      '200 ESIGN_DECLINED': at(pending, decline),
      '200 ESIGN_REQUIRED': async (server) => {
        await publishOptional(server);
        return server.api.decline(await atSignature(server, ['newsletter', 'offers']), 'offers');
      },
      '200 DEVICE_BIND_REQUIRED': at(pending, declineOptional, OPTIONAL),
      '201 SUCCESS': async (server) => server.api.decline(await atSignature(server, ['newsletter']), PRIVACY),
      '400 E01_04_002': at(pending, declineOptional),
      '400 E01_05_001': at(pending, ({ api }, door) => api.decline(door, TERMS, { reason: 1 })),
    },
  });
});
