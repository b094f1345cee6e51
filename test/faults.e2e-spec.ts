import { FaultLab, type Reference, type Trial } from './support/fault-lab.js';
import { FAULT_STORIES } from './support/fault-stories.js';
import type { FaultStory } from './support/fault-story.js';
import { type Fault, FAULTS } from './support/faulty-wire.js';
import { sizes } from './support/snapshot.js';

const COMMITS = /^(COMMIT|WITH|INSERT|UPDATE)/;

/** A broken step as a line to read when it is not as it should be. */
const describeTrial = ({ statement, answer, state, repeated }: Trial) =>
  `${statement.replace(/\s+/g, ' ').slice(0, 60)} → ${answer.status}, ${state}; again → ${repeated.status}`;

const isClean = ({ repeated: { status, body } }: Trial) =>
  status < 500 && (status < 400 || /^CIAM_/.test(body.error_code));

/** Done again where it had not been done, the step ends as it would have ended at once. */
const isMadeGood = ({ isFinal }: FaultStory, { repeated, state, end }: Trial, { answer, after }: Reference) =>
  state === 'after' ||
  (isFinal && state === 'counted' && repeated.status === 410) ||
  (repeated.status === answer.status && JSON.stringify(sizes(end)) === JSON.stringify(sizes(after)));

describe.each(FAULTS)('a database whose statement is %s', (fault: Fault) => {
  let lab: FaultLab;

  beforeAll(async () => {
    lab = await FaultLab.open();
  });

  afterAll(() => lab.close());

  it.each(FAULT_STORIES)(
    'leaves all or nothing of $name, whichever statement it is',
    async (story: FaultStory) => {
      const reference = await lab.refer(story);
      const trials = await lab.attemptAll(story, fault, reference.after);
      const failing = (rule: (trial: Trial) => boolean) =>
        trials.filter((trial) => !rule(trial)).map(describeTrial);
      expect(trials.length).toBeGreaterThan(0);
      expect(trials.at(-1)!.statement).toMatch(COMMITS);
      expect(failing(({ answer }) => answer.status >= 500)).toEqual([]);
      expect(failing(({ answer }) => answer.body.access_token === undefined)).toEqual([]);
      expect(failing(({ state }) => state !== 'torn')).toEqual([]);
      expect(failing(isClean)).toEqual([]);
      expect(failing((trial) => isMadeGood(story, trial, reference))).toEqual([]);
      // The last statement is the one that commits: only its answer can be lost with the whole step done.
      expect(trials.at(-1)!.state === 'after').toBe(fault === 'lost');
    },
  );
});
