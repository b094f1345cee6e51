import { SimulatedOtpSender } from '../src/adapters/simulated-otp-sender.js';
import { SimulatedPushSender } from '../src/adapters/simulated-push-sender.js';
import { DependencyUnavailable } from '../src/common/errors.js';
import { type Ids, ids } from './support/api.js';
import { describeAnswers, type Produce } from './support/contract.js';
import { at, type Call, changedBefore, keptOut, notHere, over } from './support/contract-doors.js';
import { atFirstDoor, MAKE } from './support/doors.js';
import { newPerson } from './support/walk.js';

const MOST_CHALLENGES = 5;
const TOO_LONG = 'x'.repeat(65);
const { pending: code } = MAKE.MFA_VERIFY;
const { pending: push, approved } = MAKE.MFA_PUSH_VERIFY;

const NO_TERMS = { audiences: [] };
const LOCKED = { mfaLocked: true };

const initiate: Call = ({ api }, door) => api.initiate(door);
const verify: Call = ({ api }, door) => api.verify(door);
const poll: Call = ({ api }, door) => api.poll(door);
const deny: Call = ({ api }, door) => api.approve(door, { decision: 'deny' });
const bare = ({ context_id, transaction_id }: Ids) => ({ context_id, transaction_id });

/** Of somebody on no device that could be bound. */
function onNoDevice(pass: (server: Parameters<Produce>[0], login: Ids) => ReturnType<Produce>): Produce {
  return async (server) => {
    const { username } = await newPerson(server, 'mfauser');
    return pass(server, ids(await server.api.login(username)));
  };
}

describe('the contract of the second factor', () => {
  describeAnswers('mfa', {
    'POST /auth/mfa/initiate': {
      ...notHere('MFA_INITIATE', initiate),
      ...keptOut(atFirstDoor, initiate),
      // Any challenge of a login starts the next one, over or not, as long as none was passed.
      '410 E01_03_002 (after one was passed)': at(atFirstDoor, async (server, door) => {
        const { api } = server;
        await api.verify({ ...door, ...(await api.initiate(door)).body });
        return api.initiate(door);
      }),
      '200 OTP_VERIFY_REQUIRED': at(atFirstDoor, initiate),
      '200 OTP_VERIFY_REQUIRED (voice)': at(atFirstDoor, ({ api }, door) =>
        api.initiate(door, { method: 'voice', mfa_option_id: 2 }),
      ),
      '200 OTP_VERIFY_REQUIRED (after a rejected one)': at(MAKE.MFA_VERIFY.rejected, initiate),
      '200 PUSH_VERIFY_REQUIRED': at(atFirstDoor, ({ api }, door) => api.push(door)),
      '400 E01_01_009': at(atFirstDoor, ({ api }, door) =>
        api.initiate(door, { method: 'sms', mfa_option_id: 6 }),
      ),
      '400 E01_01_009 (after a denial)': at(MAKE.MFA_PUSH_VERIFY.rejected, ({ api }, door) => api.push(door)),
      '400 E01_03_003': at(MAKE.MFA_VERIFY.consumed, initiate),
      '400 E01_05_001': at(atFirstDoor, ({ api }, door) => api.initiate(door, { method: 'sms' })),
      '423 E01_01_005': changedBefore(atFirstDoor, initiate, LOCKED),
      '429 E01_06_001 (a sixth challenge)': at(atFirstDoor, async ({ api }, door) => {
        for (let time = 0; time < MOST_CHALLENGES; time += 1) await api.initiate(door);
        return api.initiate(door);
      }),
      '503 E05_00_002 (the OTP gateway is down)': at(atFirstDoor, (server, door) => {
        jest.spyOn(SimulatedOtpSender.prototype, 'send').mockRejectedValue(new DependencyUnavailable('otp'));
        return server.api.initiate(door);
      }),
      '503 E05_00_002 (the push gateway is down)': at(atFirstDoor, (server, door) => {
        jest
          .spyOn(SimulatedPushSender.prototype, 'send')
          .mockRejectedValue(new DependencyUnavailable('push'));
        return server.api.push(door);
      }),
    },
    'POST /auth/mfa/otp/verify': {
      ...over('MFA_VERIFY', verify),
      ...notHere('MFA_VERIFY', verify),
      ...keptOut(code, verify),
      '200 ESIGN_REQUIRED': at(code, verify),
      '200 DEVICE_BIND_REQUIRED': at(code, verify, NO_TERMS),
      '201 SUCCESS': onNoDevice(async ({ api }, login) => {
        const sent = await api.initiate(login);
        return api.verify({ ...login, ...sent.body });
      }),
      '400 E01_01_017': at(code, ({ api }, door) => api.verify(door, '9999')),
      '400 E01_05_001': at(code, ({ api }, door) => api.verify(door, 'abc')),
      '423 E01_01_005': changedBefore(code, verify, LOCKED),
      '423 E01_01_005 (the tenth wrong code)': at(code, async ({ api }, door) => {
        for (let time = 0; time < 5; time += 1) await api.verify(door, '9999');
        const again = { ...door, ...(await api.initiate(door)).body };
        for (let time = 0; time < 4; time += 1) await api.verify(again, '9999');
        return api.verify(again, '9999');
      }),
    },
    'POST /auth/mfa/transactions/{transaction_id}': {
      ...over('MFA_PUSH_VERIFY', poll),
      ...notHere('MFA_PUSH_VERIFY', poll),
      ...keptOut(approved, poll),
      '200 MFA_PENDING': at(push, poll),
      '200 ESIGN_REQUIRED': at(approved, poll),
      '200 DEVICE_BIND_REQUIRED': at(approved, poll, NO_TERMS),
      '201 SUCCESS': onNoDevice(async ({ api, clock }, login) => {
        const sent = await api.push(login);
        clock.advance(5);
        return api.poll({ ...login, ...sent.body });
      }),
      '400 E01_05_001': at(push, ({ api }, door) => api.poll({ ...door, context_id: TOO_LONG })),
      '423 E01_01_005': changedBefore(approved, poll, LOCKED),
    },
    'POST /auth/mfa/transactions/{transaction_id}/approve': {
      ...over('MFA_PUSH_VERIFY', deny),
      ...notHere('MFA_PUSH_VERIFY', deny),
      '200': at(push, deny),
      '200 (approved)': at(push, async ({ api }, door) => {
        const again = await api.push(bare(door));
        const { display_number: selected_number } = again.body;
        return api.approve({ ...door, ...again.body }, { selected_number });
      }),
      '200 (a wrong number)': at(push, async ({ api }, door) => {
        const again = await api.push(bare(door));
        const { display_number: number } = again.body;
        return api.approve({ ...door, ...again.body }, { selected_number: (number % 99) + 1 });
      }),
      '400 E01_03_003 (approved already)': at(approved, deny),
      '400 E01_05_001': at(push, ({ api }, door) => api.approve(door, {})),
      '401 E04_00_010': at(push, ({ api }, door) => {
        jest.spyOn(SimulatedPushSender.prototype, 'vouchesFor').mockReturnValue(false);
        return api.approve(door, { decision: 'deny' });
      }),
    },
    'GET /auth/mfa/transactions/{transaction_id}/otp': {
      '200': at(code, ({ api }, door) => api.get(`/auth/mfa/transactions/${door.transaction_id}/otp`)),
      '400 E01_05_001': ({ api }) => api.get(`/auth/mfa/transactions/${TOO_LONG}/otp`),
      '404 E01_03_001': ({ api }) => api.get('/auth/mfa/transactions/tx-1/otp'),
      '404 E01_03_001 (a push)': at(push, ({ api }, door) =>
        api.get(`/auth/mfa/transactions/${door.transaction_id}/otp`),
      ),
    },
  });
});
