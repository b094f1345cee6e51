import { describeAnswers } from './support/contract.js';
import { at, type Call, keptOut, notHere, over } from './support/contract-doors.js';
import { MAKE } from './support/doors.js';

const { pending } = MAKE.DEVICE_BIND;
const bind: Call = ({ api }, door) => api.bind(door);

describe('the contract of the last door', () => {
  describeAnswers('device', {
    'POST /auth/device/bind': {
      ...over('DEVICE_BIND', bind),
      ...notHere('DEVICE_BIND', bind),
      ...keptOut(pending, bind),
      '200 SUCCESS': at(pending, bind),
      '200 SUCCESS (not bound)': at(pending, ({ api }, door) => api.bind(door, false)),
      '400 E01_05_001': at(pending, ({ api }, door) => api.post('/auth/device/bind', door)),
    },
  });
});
