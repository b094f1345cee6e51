import { Logger } from '@nestjs/common';
import { loadConfig } from '../../config/load-config.js';
import { PasswordTooWeak } from './account.errors.js';
import { BreachCheck } from './breach-check.js';
import { BreachedPasswords } from './breached-passwords.port.js';
import { PasswordPolicy } from './password-policy.js';
import { PasswordStrength } from './password-strength.js';

/** SHA-1 of `tangle quartz lemon 47`, computed by sha1sum. */
const BREACHED = { prefix: 'CDF4F', suffix: 'E811B46AC424F8BBF76ED26F2031908B5AC' };

class FakeList extends BreachedPasswords {
  readonly asked: string[] = [];

  constructor(private readonly answer: () => readonly string[]) {
    super();
  }

  async suffixesOf(prefix: string): Promise<readonly string[]> {
    this.asked.push(prefix);
    return this.answer();
  }
}

function policy(list = new FakeList(() => []), env: Record<string, string> = {}) {
  return new PasswordPolicy(new PasswordStrength(), new BreachCheck(list, loadConfig(env)));
}

const usual = policy();
const flawsOf = (password: string, isOnlyFactor = false, words: readonly string[] = []) =>
  usual.flawsOf({ password, isOnlyFactor, words });

/** Letters that spell nothing. */
const LETTERS = 'xqvjkwzphmgtbyr';

describe('the policy of passwords', () => {
  it.each([
    [7, false, ['TOO_SHORT']],
    [8, false, []],
    [14, true, ['TOO_SHORT']],
    [15, true, []],
  ])(
    'asks for eight characters, fifteen when nothing else is asked: %i, alone %s',
    async (length, alone, flaws) => {
      expect(await flawsOf(`${LETTERS.slice(0, length - 1)}7`, alone)).toEqual(flaws);
    },
  );

  it('takes 128 characters and no more', async () => {
    const words = 'tangle quartz lemon harbour violin '.repeat(4).slice(0, 128);
    expect(await flawsOf(words)).toEqual([]);
    expect(await flawsOf(`${words}x`)).toEqual(['TOO_LONG']);
  });

  it('counts characters, not their units', async () => {
    expect(await flawsOf('😀🐫🎻🍋🚪🪐🧵')).toContain('TOO_SHORT');
    expect(await flawsOf('😀🐫🎻🍋🚪🪐🧵🔭')).not.toContain('TOO_SHORT');
    expect(await flawsOf('🪐'.repeat(128))).not.toContain('TOO_LONG');
    expect(await flawsOf('🪐'.repeat(129))).toEqual(['TOO_LONG']);
  });

  it('has no rules of composition: fifteen lower-case letters will do (ASVS 6.2.5)', async () => {
    expect(await flawsOf(LETTERS, true)).toEqual([]);
    expect(await flawsOf('tangle quartz lemon', true)).toEqual([]);
  });

  it.each(['password', 'Password', '12345678', 'qwertyuiop', 'iloveyou', 'trustno1', 'letmein1'])(
    'refuses what everybody takes: %s',
    async (password) => expect(await flawsOf(password)).toContain('COMMON'),
  );

  it.each(['aaaaaaaaaaaaaaaa', 'abcdefghijklmnop', 'qwerty123456789', '19840704'])(
    'refuses what is soon guessed, however long: %s',
    async (password) => {
      const flaws = await flawsOf(password);
      expect(flaws.includes('TOO_GUESSABLE') || flaws.includes('COMMON')).toBe(true);
    },
  );

  it.each(['smith.anna', 'ANNASMITH1', 'example-anna', 'sallyport!1', 'annasmith2'])(
    'refuses a person’s own name and address, and the name of the service: %s',
    async (password) => {
      const words = ['anna.smith@example.com', 'Anna', 'Smith'];
      expect(await flawsOf(password, false, words)).toContain('PERSONAL');
    },
  );

  it('lets a name stand among enough other words', async () => {
    expect(await flawsOf('anna tangle quartz lemon', true, ['Anna'])).toEqual([]);
  });

  it('says all that is wrong, as an error of the contract', async () => {
    const refusal = await usual
      .demand({ password: 'anna', isOnlyFactor: true, words: ['Anna'] })
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(PasswordTooWeak);
    expect(refusal).toMatchObject({ code: 'CIAM_E01_05_002', status: 400 });
    expect((refusal as PasswordTooWeak).body()).toEqual({
      reasons: [
        { reason: 'TOO_SHORT', problem: 'is too short' },
        { reason: 'PERSONAL', problem: expect.stringContaining('your name') },
        expect.objectContaining({ reason: expect.stringMatching(/COMMON|TOO_GUESSABLE/) }),
      ],
    });
    expect(JSON.stringify(refusal)).not.toContain('"anna"');
    await expect(
      usual.demand({ password: 'tangle quartz lemon', isOnlyFactor: true, words: [] }),
    ).resolves.toBeUndefined();
  });
});

describe('the list of breached passwords', () => {
  const PASSWORD = 'tangle quartz lemon 47';
  const ON = { BREACH_CHECK: 'true' };
  const question = { password: PASSWORD, isOnlyFactor: true, words: [] };

  it('is not asked unless it is switched on', async () => {
    const list = new FakeList(() => [BREACHED.suffix]);
    expect(await policy(list).flawsOf(question)).toEqual([]);
    expect(list.asked).toEqual([]);
  });

  it('is asked by five digits of the digest alone, and refuses what it knows', async () => {
    const list = new FakeList(() => ['0'.repeat(35), BREACHED.suffix]);
    expect(await policy(list, ON).flawsOf(question)).toEqual(['BREACHED']);
    expect(list.asked).toEqual([BREACHED.prefix]);
  });

  it('lets a password through that it does not know', async () => {
    const list = new FakeList(() => ['0'.repeat(35)]);
    expect(await policy(list, ON).flawsOf(question)).toEqual([]);
  });

  it('lets a password through when it is down, and logs that without a word on the password', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const list = new FakeList(() => {
      throw new TypeError(`no answer about ${BREACHED.prefix}`);
    });
    expect(await policy(list, ON).flawsOf(question)).toEqual([]);
    expect(list.asked).toHaveLength(1);
    expect(warn.mock.calls).toEqual([['the list of breached passwords cannot be asked: TypeError']]);
    warn.mockRestore();
  });

  it('is not asked of a password that is refused anyway', async () => {
    const list = new FakeList(() => []);
    expect(await policy(list, ON).flawsOf({ ...question, password: 'password' })).toContain('COMMON');
    expect(list.asked).toEqual([]);
  });
});
