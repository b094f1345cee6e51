import { Clock } from './clock.js';
import { NoAnswerInTime, Recent } from './recent.js';

const LIMITS = { keepMs: 10_000, timeoutMs: 60_000 };

class Moved extends Clock {
  ms = Date.parse('2026-11-01T12:00:00Z');

  override now(): Date {
    return new Date(this.ms);
  }
}

/** A question whose answers are given by hand. */
class Question {
  asked = 0;
  answer: (text: string) => void = () => undefined;
  fail: (error: Error) => void = () => undefined;

  readonly ask = (): Promise<string> => {
    this.asked += 1;
    return new Promise((resolve, reject) => {
      this.answer = resolve;
      this.fail = reject;
    });
  };
}

describe('a recent answer', () => {
  let clock: Moved;
  let question: Question;

  beforeEach(() => {
    clock = new Moved();
    question = new Question();
  });

  it('is good until it has grown old', async () => {
    const recent = new Recent(clock, question.ask, LIMITS);
    const first = recent.get();
    question.answer('one');
    expect(await first).toBe('one');
    clock.ms += 9_999;
    expect(await recent.get()).toBe('one');
    clock.ms += 1;
    const second = recent.get();
    question.answer('two');
    expect([await second, question.asked]).toEqual(['two', 2]);
  });

  it('is waited for together by all who ask meanwhile', async () => {
    const recent = new Recent(clock, question.ask, LIMITS);
    const waiting = [recent.get(), recent.get(), recent.get()];
    question.answer('one');
    expect([await Promise.all(waiting), question.asked]).toEqual([['one', 'one', 'one'], 1]);
  });

  it('that is a failure is remembered for a second, however long answers are', async () => {
    const recent = new Recent(clock, question.ask, LIMITS);
    const first = recent.get();
    question.fail(new Error('down'));
    await expect(first).rejects.toThrow('down');
    clock.ms += 999;
    await expect(recent.get()).rejects.toThrow('down');
    expect(question.asked).toBe(1);
    clock.ms += 1;
    const second = recent.get();
    question.answer('up');
    expect(await second).toBe('up');
  });

  it('that is late is given up, and the question is not asked a second time beside itself', async () => {
    const recent = new Recent(clock, question.ask, { ...LIMITS, timeoutMs: 1 });
    await expect(recent.get()).rejects.toThrow(NoAnswerInTime);
    clock.ms += 1_000;
    await expect(recent.get()).rejects.toThrow(NoAnswerInTime);
    expect(question.asked).toBe(1);
    question.answer('at last');
    clock.ms += 1_000;
    const next = recent.get();
    question.answer('anew');
    expect(await next).toMatch(/at last|anew/);
  });

  it('is not kept for longer by a clock that was set back', async () => {
    const recent = new Recent(clock, question.ask, LIMITS);
    const first = recent.get();
    question.answer('one');
    await first;
    clock.ms -= 3_600_000;
    const second = recent.get();
    question.answer('two');
    expect(await second).toBe('two');
  });
});
