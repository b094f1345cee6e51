import { CreateAuthChain1735689600000 } from './1735689600000-create-auth-chain.js';
import { CreateSessionsAndTokens1735689600001 } from './1735689600001-create-sessions-and-tokens.js';
import { CreateDevices1735689600002 } from './1735689600002-create-devices.js';
import { CreateEsign1735689600003 } from './1735689600003-create-esign.js';
import { CreateMfaFactors1735689600004 } from './1735689600004-create-mfa-factors.js';
import { CreateAuditLogs1735689600005 } from './1735689600005-create-audit-logs.js';
import { CreateViews1735689600006 } from './1735689600006-create-views.js';
import { CreateCrossAppSessions1735689600007 } from './1735689600007-create-cross-app-sessions.js';
import { CreateRateLimits1735689600008 } from './1735689600008-create-rate-limits.js';
import { CreateAccounts1735689600009 } from './1735689600009-create-accounts.js';
import { CreateMailOutbox1735689600010 } from './1735689600010-create-mail-outbox.js';
import { CreateAccountTokens1735689600011 } from './1735689600011-create-account-tokens.js';
import { WidenPersonalData1735689600012 } from './1735689600012-widen-personal-data.js';
import { IndexPeopleForAdministrators1735689600013 } from './1735689600013-index-people-for-administrators.js';
import { CreateLeases1735689600014 } from './1735689600014-create-leases.js';
import { CreateAuditSeals1735689600015 } from './1735689600015-create-audit-seals.js';
import { CreateOutboxMessages1735689600016 } from './1735689600016-create-outbox-messages.js';
import { IndexAuditForReaders1735689600017 } from './1735689600017-index-audit-for-readers.js';
import { MakeAuditAppendOnly1735689600018 } from './1735689600018-make-audit-append-only.js';
import { ManagePartitions1735689600019 } from './1735689600019-manage-partitions.js';
import { NoteImportsAndSealLetters1735689600020 } from './1735689600020-note-imports-and-seal-letters.js';
import { IndexTokensForJobs1735689600021 } from './1735689600021-index-tokens-for-jobs.js';
import { MakeSealsAppendOnly1735689600022 } from './1735689600022-make-seals-append-only.js';
import { FileOnlyMonthsThatAreKept1735689600023 } from './1735689600023-file-only-months-that-are-kept.js';
import { IndexEndedTokens1735689600024 } from './1735689600024-index-ended-tokens.js';

/** Every migration, oldest first. */
export const MIGRATIONS = [
  CreateAuthChain1735689600000,
  CreateSessionsAndTokens1735689600001,
  CreateDevices1735689600002,
  CreateEsign1735689600003,
  CreateMfaFactors1735689600004,
  CreateAuditLogs1735689600005,
  CreateViews1735689600006,
  CreateCrossAppSessions1735689600007,
  CreateRateLimits1735689600008,
  CreateAccounts1735689600009,
  CreateMailOutbox1735689600010,
  CreateAccountTokens1735689600011,
  WidenPersonalData1735689600012,
  IndexPeopleForAdministrators1735689600013,
  CreateLeases1735689600014,
  CreateAuditSeals1735689600015,
  CreateOutboxMessages1735689600016,
  IndexAuditForReaders1735689600017,
  MakeAuditAppendOnly1735689600018,
  ManagePartitions1735689600019,
  NoteImportsAndSealLetters1735689600020,
  IndexTokensForJobs1735689600021,
  MakeSealsAppendOnly1735689600022,
  FileOnlyMonthsThatAreKept1735689600023,
  IndexEndedTokens1735689600024,
];
