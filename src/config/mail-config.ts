export interface SmtpConfig {
  readonly host: string;
  readonly port: number;
  readonly auth?: { readonly user: string; readonly pass: string };
  /** TLS from the first byte; by STARTTLS, always or where the server offers it; or not at all. */
  readonly tls: 'implicit' | 'required' | 'opportunistic' | 'none';
}

export interface MailConfig {
  /** none: mails wait in the outbox. */
  readonly transport: 'smtp' | 'folder' | 'none';
  readonly smtp?: SmtpConfig;
  readonly folder: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly productName: string;
  /** How often the outbox is looked through; 0: this server sends nothing by itself. */
  readonly pollMs: number;
}
