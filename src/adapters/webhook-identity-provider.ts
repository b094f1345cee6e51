import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { Random } from '../common/random.js';
import { RequestContext } from '../common/request-context.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { IdentityProvider } from '../modules/identity/identity-provider.port.js';
import type { Person } from '../modules/identity/person.js';
import { WebhookClient, webhookTarget } from './webhook-client.js';
import { answerAbout, PersonAnswer } from './webhook-person.js';

/** Asks a directory over HTTP. */
@Injectable()
export class WebhookIdentityProvider extends IdentityProvider {
  private readonly client: WebhookClient;

  constructor(
    @Inject(APP_CONFIG) { adapters }: AppConfig,
    clock: Clock,
    random: Random,
    request: RequestContext,
  ) {
    super();
    this.client = new WebhookClient(webhookTarget('identity', adapters), clock, random, request);
  }

  async authenticate(username: string, password: string): Promise<Person | null> {
    const { person } = await this.client.ask({ type: 'authenticate', username, password }, PersonAnswer);
    return person;
  }

  async find(cupid: string): Promise<Person | null> {
    const { person } = await this.client.ask({ type: 'find', cupid }, answerAbout(cupid));
    return person;
  }
}
