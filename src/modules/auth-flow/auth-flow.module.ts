import { Module } from '@nestjs/common';
import { DeviceModule } from '../device/device.module.js';
import { EsignModule } from '../esign/esign.module.js';
import { MfaModule } from '../mfa/mfa.module.js';
import { SessionModule } from '../session/session.module.js';
import { AnswerWriter } from './answer-writer.js';
import { AuthContextRepository } from './auth-context.repository.js';
import { AuthFlowJobs } from './auth-flow.jobs.js';
import { AuthFlowPersonalRepository } from './auth-flow-personal.repository.js';
import { AuthFlowStoryRepository } from './auth-flow-story.repository.js';
import { AuthTransactionRepository } from './auth-transaction.repository.js';
import { ChallengeBudget } from './challenge-budget.js';
import { ChallengeDispatch } from './challenge-dispatch.js';
import { ChallengeRecord } from './challenge-record.js';
import { ChallengeService } from './challenge.service.js';
import { CodeReveal } from './code-reveal.js';
import { DeviceFlowController } from './device-flow.controller.js';
import { DeviceFlowService } from './device-flow.service.js';
import { EsignFlowController } from './esign-flow.controller.js';
import { EsignFlowService } from './esign-flow.service.js';
import { EsignRefusal } from './esign-refusal.js';
import { FlowCompletion } from './flow-completion.js';
import { FlowEngine } from './flow-engine.service.js';
import { FlowGate } from './flow-gate.service.js';
import { FlowPeople } from './flow-people.js';
import { LoginFailures } from './login-failures.js';
import { LoginRecord } from './login-record.js';
import { LoginStart } from './login-start.js';
import { LoginThrottle } from './login-throttle.js';
import { LoginTraces } from './login-traces.js';
import { LoginController } from './login.controller.js';
import { LoginService } from './login.service.js';
import { MfaPassage } from './mfa-passage.js';
import { MfaController } from './mfa.controller.js';
import { OpenLogins } from './open-logins.js';
import { OtpService } from './otp.service.js';
import { PushAnswers } from './push-answers.js';
import { PushApprovalController } from './push-approval.controller.js';
import { PushApprovalService } from './push-approval.service.js';
import { PushService } from './push.service.js';
import { SignOutService } from './sign-out.service.js';
import { DeviceStep } from './steps/device.step.js';
import { EsignStep } from './steps/esign.step.js';
import { MfaStep } from './steps/mfa.step.js';
import { StepList } from './steps/step-list.js';
import { TransactionFactory } from './transaction-factory.js';
import { UsernamePseudonym } from './username-pseudonym.js';

const ROWS = [
  AuthFlowPersonalRepository,
  AuthFlowJobs,
  AuthFlowStoryRepository,
  AuthContextRepository,
  AuthTransactionRepository,
  OpenLogins,
  TransactionFactory,
];
const ENGINE = [MfaStep, EsignStep, DeviceStep, StepList, FlowCompletion, FlowEngine, FlowGate, FlowPeople];
const LOGIN = [
  LoginFailures,
  LoginService,
  LoginStart,
  LoginRecord,
  LoginThrottle,
  LoginTraces,
  UsernamePseudonym,
];
const MFA = [
  ChallengeService,
  ChallengeBudget,
  ChallengeDispatch,
  ChallengeRecord,
  MfaPassage,
  OtpService,
  PushService,
  PushAnswers,
  PushApprovalService,
  CodeReveal,
];

@Module({
  imports: [MfaModule, EsignModule, DeviceModule, SessionModule],
  controllers: [
    LoginController,
    MfaController,
    PushApprovalController,
    EsignFlowController,
    DeviceFlowController,
  ],
  providers: [
    ...ROWS,
    ...ENGINE,
    ...LOGIN,
    ...MFA,
    EsignFlowService,
    EsignRefusal,
    DeviceFlowService,
    AnswerWriter,
    SignOutService,
  ],
  exports: [SignOutService],
})
export class AuthFlowModule {}
