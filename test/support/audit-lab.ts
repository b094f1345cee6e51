import { addSeconds } from '../../src/common/clock.js';
import { AuditLog } from '../../src/modules/audit/audit-log.entity.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import type { ApiResponse, CallOptions } from './api.js';
import type { TestServer } from './create-app.js';
import { bearer } from './hand-offs.js';
import { newPerson, signIn } from './walk.js';

export interface Reader {
  readonly cupid: string;
  readonly sessionId: string;
  readonly options: CallOptions;
  /** What an administrator is answered below /admin. */
  get(path: string, query?: Readonly<Record<string, string>>): Promise<ApiResponse>;
}

export function pathOf(path: string, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `/admin/${path}${search && `?${search}`}`;
}

/** Somebody with the role of administrators, whom no other test knows. */
export async function signInReader(server: TestServer): Promise<Reader> {
  const { username, cupid } = await newPerson(server, 'adminuser');
  const { accessToken, sessionId } = await signIn(server.api, username);
  const options = bearer(accessToken);
  return {
    cupid,
    sessionId,
    options,
    get: (path, query) => server.api.get(pathOf(path, query), options),
  };
}

let ids = 0;

/** Ids in the order in which they are made. */
export function nextLogId(): string {
  ids += 1;
  return `01900000-0000-7000-8000-${String(ids).padStart(12, '0')}`;
}

/** A row of the trail, `secondsAgo` by the clock of the server. */
export function event({ clock }: TestServer, secondsAgo: number, fields: Partial<AuditLog> = {}): AuditLog {
  return {
    logId: nextLogId(),
    eventTimestamp: addSeconds(clock.now(), -secondsAgo),
    eventType: 'test.event',
    eventCategory: 'AUTH',
    eventSeverity: 'INFO',
    eventOutcome: 'SUCCESS',
    contextId: null,
    transactionId: null,
    sessionId: null,
    cupid: null,
    correlationId: '11111111-2222-4333-8444-555555555555',
    ipAddress: null,
    userAgent: null,
    eventDetails: {},
    errorCode: null,
    errorMessage: null,
    ...fields,
  };
}

/** Writes rows as the server itself would, at whatever time. */
export async function write({ app }: Pick<TestServer, 'app'>, ...rows: readonly AuditLog[]): Promise<void> {
  const unitOfWork = app.get(UnitOfWork);
  for (let start = 0; start < rows.length; start += 500)
    await unitOfWork.run(() => {
      unitOfWork.insert(AuditLog, rows.slice(start, start + 500));
      return Promise.resolve();
    });
}

export const logIds = (rows: readonly Partial<AuditLog>[]): string[] => rows.map(({ logId }) => logId!);

/** The ids in an answer, in its order. */
export const shownIds = ({ body }: ApiResponse): string[] =>
  (body.events as { log_id: string }[]).map(({ log_id: id }) => id);
