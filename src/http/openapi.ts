import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The OpenAPI 3 description of the whole API. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Sallyport')
    .setDescription(
      'Authentication for logins that are more than a password. A login is a chain of doors: each answer names the next one in `response_type_code`.',
    )
    .setVersion('0.1.0')
    .addTag('login')
    .addTag('mfa')
    .addTag('esign')
    .addTag('device')
    .addTag('session')
    .addTag('tokens')
    .addTag('account')
    .addTag('admin')
    .addTag('cross-app')
    .addTag('operations')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth()
    .addBasicAuth()
    .addCookieAuth('refresh_token', { type: 'apiKey', in: 'cookie', name: 'refresh_token' }, 'refresh_token')
    .addGlobalParameters(
      { name: 'x-correlation-id', in: 'header', required: false, schema: { type: 'string', format: 'uuid' } },
      { name: 'x-client-id', in: 'header', required: false, schema: { type: 'string' } },
      { name: 'x-app-id', in: 'header', required: false, schema: { type: 'string' } },
      { name: 'x-app-version', in: 'header', required: false, schema: { type: 'string' } },
    );
  return SwaggerModule.createDocument(app, builder.build());
}

/** Swagger UI at /docs, the document at /docs-json; both made when first asked for. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), { jsonDocumentUrl: 'docs-json' });
}
