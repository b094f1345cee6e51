import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Api, type ApiResponse, type CallOptions } from './api.js';
import { ContractDocument, nameOf } from './contract-document.js';
import { createTestServer, type TestServer } from './create-app.js';

/** An API that lets no answer pass which the server's own document does not describe. */
export class ContractApi extends Api {
  private readonly operations = new WeakMap<ApiResponse, string>();

  constructor(
    app: NestFastifyApplication,
    private readonly document: ContractDocument,
  ) {
    super(app);
  }

  override async call(
    method: string,
    url: string,
    payload?: unknown,
    options?: CallOptions,
  ): Promise<ApiResponse> {
    const answer = await super.call(method, url, payload, options);
    const operation = this.document.operationOf(method, url);
    if (!operation) return answer;
    this.operations.set(answer, operation);
    const problems = this.document.problemsOf(operation, answer);
    if (problems.length > 0)
      throw new Error(
        `${operation} answered ${nameOf(answer)}, but:\n${problems.join('\n')}\n${answer.text}`,
      );
    return answer;
  }

  /** Which operation gave an answer. */
  operationOf(answer: ApiResponse): string | undefined {
    return this.operations.get(answer);
  }
}

export interface ContractServer extends TestServer {
  readonly api: ContractApi;
  readonly document: ContractDocument;
}

/** A server whose every answer is held against its document. */
export async function underContract(
  server: TestServer | Promise<TestServer> = createTestServer(),
): Promise<ContractServer> {
  const made = await server;
  const document = await ContractDocument.servedBy(made.api);
  return { ...made, document, api: new ContractApi(made.app, document) };
}
