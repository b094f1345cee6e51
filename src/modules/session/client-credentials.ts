import { Inject, Injectable } from '@nestjs/common';
import { isOneOf, sha256 } from '../../common/digest.js';
import type { AppConfig, ConfidentialClient } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';

/** How a client says who it is (RFC 6749 §2.3.1): HTTP Basic, or two parameters of the form. */
export interface PresentedClient {
  readonly authorization: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
}

const NOBODY: ConfidentialClient = { clientId: '', secretHashes: [sha256('no client has this secret')] };

/** RFC 6749 §2.3.1 encodes both halves of a Basic credential as form values before they are joined. */
function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function fromBasic(authorization: string): [string, string] | undefined {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : [decodeForm(text.slice(0, colon)), decodeForm(text.slice(colon + 1))];
}

function credentialsOf({
  authorization,
  clientId,
  clientSecret,
}: PresentedClient): [string, string] | undefined {
  if (authorization !== undefined) return clientSecret === undefined ? fromBasic(authorization) : undefined;
  return clientId === undefined || clientSecret === undefined ? undefined : [clientId, clientSecret];
}

/** Knows the clients that may ask about tokens; of their secrets only the hashes. */
@Injectable()
export class ClientCredentials {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  /** The id of the client, or undefined when it is unknown or its secret is wrong. Using both ways at once is neither. */
  identify(presented: PresentedClient): string | undefined {
    const [id, secret = ''] = credentialsOf(presented) ?? [];
    const client = this.config.clients.find((one) => one.clientId === id);
    // Compared for an unknown client too, so that both failures cost the same.
    const { clientId, secretHashes } = client ?? NOBODY;
    return isOneOf(sha256(secret), secretHashes) && client ? clientId : undefined;
  }
}
