import { Account } from './modules/account/account.entity.js';
import { Credential } from './modules/account/credential.entity.js';
import { AccountToken } from './modules/account/account-token.entity.js';
import { LoginAttempt } from './modules/account/login-attempt.entity.js';
import { Membership } from './modules/account/membership.entity.js';
import { UserPhone } from './modules/account/user-phone.entity.js';
import { UserRole } from './modules/account/user-role.entity.js';
import { User } from './modules/account/user.entity.js';
import { AuditLog } from './modules/audit/audit-log.entity.js';
import { AuditSeal } from './modules/audit/audit-seal.entity.js';
import { OutboxMessage } from './modules/audit/outbox-message.entity.js';
import { AuthContext } from './modules/auth-flow/auth-context.entity.js';
import { AuthTransaction } from './modules/auth-flow/auth-transaction.entity.js';
import { CrossAppSessionArchive } from './modules/cross-app-session/cross-app-session-archive.entity.js';
import { CrossAppSession } from './modules/cross-app-session/cross-app-session.entity.js';
import { DrsEvaluation } from './modules/device/drs-evaluation.entity.js';
import { TrustedDevice } from './modules/device/trusted-device.entity.js';
import { EsignAcceptance } from './modules/esign/esign-acceptance.entity.js';
import { EsignDocument } from './modules/esign/esign-document.entity.js';
import { Lease } from './modules/jobs/lease.entity.js';
import { OutgoingMail } from './modules/mail/outgoing-mail.entity.js';
import { MfaFactor } from './modules/mfa/mfa-factor.entity.js';
import { Session } from './modules/session/session.entity.js';
import { Token } from './modules/token/token.entity.js';

/** Every table, in an order in which no row precedes what it points at. */
export const ENTITIES = [
  AuthContext,
  AuthTransaction,
  Session,
  Token,
  TrustedDevice,
  DrsEvaluation,
  EsignDocument,
  EsignAcceptance,
  MfaFactor,
  CrossAppSession,
  CrossAppSessionArchive,
  OutgoingMail,
  Lease,
  AuditLog,
  AuditSeal,
  OutboxMessage,
  User,
  UserPhone,
  Credential,
  AccountToken,
  LoginAttempt,
  Account,
  Membership,
  UserRole,
];
