import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import type { AdapterConfig } from '../config/app-config.js';
import { BreachedPasswords } from '../modules/account/breached-passwords.port.js';
import { Siem } from '../modules/audit/siem.port.js';
import { RiskService } from '../modules/device/risk-service.port.js';
import { IdentityProvider } from '../modules/identity/identity-provider.port.js';
import { OtpSender } from '../modules/mfa/otp-sender.port.js';
import { PushSender } from '../modules/mfa/push-sender.port.js';
import { DirectoryProbe } from './directory-probe.js';
import { LdapIdentityProvider } from './ldap-identity-provider.js';
import { PwnedPasswords } from './pwned-passwords.js';
import { SimulatedDirectory } from './simulated-directory.js';
import { SimulatedOtpSender } from './simulated-otp-sender.js';
import { SimulatedOutbox } from './simulated-outbox.js';
import { simulatedInhabitants } from './simulated-people.js';
import { SimulatedPushSender } from './simulated-push-sender.js';
import { SimulatedRiskService } from './simulated-risk-service.js';
import { WebhookIdentityProvider } from './webhook-identity-provider.js';
import { WebhookOtpSender } from './webhook-otp-sender.js';
import { WebhookPushSender } from './webhook-push-sender.js';
import { WebhookRiskService } from './webhook-risk-service.js';
import { WebhookSiem } from './webhook-siem.js';

function bind(port: unknown, adapter: Type<unknown>): Provider[] {
  return [adapter, { provide: port as Type<unknown>, useExisting: adapter }];
}

/** People of our own are no outside system: their module provides them. */
function identityProvider({ identityProvider: kind }: AdapterConfig): Provider[] {
  if (kind === 'database') return [];
  if (kind === 'webhook') return bind(IdentityProvider, WebhookIdentityProvider);
  if (kind === 'ldap') return bind(IdentityProvider, LdapIdentityProvider);
  return [{ provide: IdentityProvider, useExisting: SimulatedDirectory }];
}

/** Puts the configured adapter behind each port. */
@Module({})
export class AdaptersModule {
  static forRoot(config: AdapterConfig, people = simulatedInhabitants()): DynamicModule {
    const providers = [
      SimulatedOutbox,
      { provide: SimulatedDirectory, useFactory: () => new SimulatedDirectory(people) },
      ...identityProvider(config),
      DirectoryProbe,
      ...bind(OtpSender, config.otpSender === 'simulator' ? SimulatedOtpSender : WebhookOtpSender),
      ...bind(PushSender, config.pushSender === 'simulator' ? SimulatedPushSender : WebhookPushSender),
      ...bind(RiskService, config.riskService === 'simulator' ? SimulatedRiskService : WebhookRiskService),
      ...bind(BreachedPasswords, PwnedPasswords),
      ...bind(Siem, WebhookSiem),
    ];
    const ports = [OtpSender, PushSender, RiskService, BreachedPasswords, Siem];
    return {
      module: AdaptersModule,
      global: true,
      providers,
      exports: [
        ...ports,
        ...(config.identityProvider === 'database' ? [] : [IdentityProvider]),
        SimulatedOutbox,
        SimulatedDirectory,
      ],
    };
  }
}
