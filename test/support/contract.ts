import type { ApiResponse } from './api.js';
import { nameOf } from './contract-document.js';
import { conventionsOf, type Group, OPERATIONS } from './contract-operations.js';
import { type ContractServer, underContract } from './contract-server.js';
import type { TestServer } from './create-app.js';

export type Produce = (server: ContractServer) => Promise<ApiResponse>;

/** Operation → answer → how it comes about. What stands in brackets tells two ways to the same answer apart. */
export type Answers = Readonly<Record<string, Readonly<Record<string, Produce>>>>;

const withoutBrackets = (answer: string): string => answer.replace(/ \(.*\)$/, '');

/**
 * Has every operation of a group give every answer that the server's document lists, and no other.
 * @param start a server of its own kind, instead of the usual one
 * @param promised answers that the contract names for an operation though nothing leads to them
 */
export function describeAnswers(
  group: Group,
  answers: Answers,
  promised: Readonly<Record<string, readonly string[]>> = {},
  start?: () => Promise<TestServer>,
): void {
  let server: ContractServer;

  beforeAll(async () => {
    server = await underContract(start?.());
  });

  afterEach(() => jest.restoreAllMocks());

  afterAll(() => server.close());

  it('has a scenario for every operation of the group', () => {
    const operations = Object.keys(OPERATIONS).filter((operation) => OPERATIONS[operation]?.group === group);
    expect(Object.keys(answers).sort()).toEqual(operations.sort());
  });

  describe.each(Object.entries(answers))('%s', (operation, ways) => {
    it.each(Object.entries(ways))('answers %s as documented', async (name, produce) => {
      const answer = await produce(server);
      expect([server.api.operationOf(answer), nameOf(answer)]).toEqual([operation, withoutBrackets(name)]);
    });

    it('documents these answers, those of its kind, and no others', () => {
      const produced = [...Object.keys(ways).map(withoutBrackets), ...conventionsOf(operation)];
      const expected = new Set([...produced, ...(promised[operation] ?? [])]);
      expect(server.document.answersOf(operation).sort()).toEqual([...expected].sort());
    });
  });
}
