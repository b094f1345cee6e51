import type { Api, ApiResponse, CallOptions } from './api.js';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly minimum?: number;
  readonly format?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** A POST endpoint as the server's own OpenAPI document describes it. */
export interface Endpoint {
  /** With its parameters in braces. */
  readonly path: string;
  readonly required: readonly string[];
  readonly fields: Readonly<Record<string, Schema>>;
}

type Operation = {
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { $ref: string } }>>;
  };
};

type Schemas = Readonly<Record<string, Schema>>;

function bodySchema({ requestBody }: Operation, schemas: Schemas): Schema {
  const reference = requestBody?.content['application/json']?.schema.$ref ?? '';
  return schemas[reference.split('/').at(-1) ?? ''] ?? {};
}

/** Those that look at a bearer token before the body, or take a form: they have tests of their own. */
const OTHERS = /^\/auth\/(logout\/|introspect$|revoke$)|^\/cross-app\/generate-session$/;

/** Every POST endpoint that takes JSON from anybody; one that is added later is found too. */
export async function postEndpoints(api: Api): Promise<Endpoint[]> {
  const { body: document } = await api.get('/docs-json');
  const paths = Object.entries(document.paths as Record<string, { post?: Operation }>);
  return paths.flatMap(([path, { post }]) => {
    if (!post || OTHERS.test(path)) return [];
    const { required = [], properties: fields = {} } = bodySchema(post, document.components.schemas);
    return [{ path, required, fields }];
  });
}

export function urlOf({ path }: Pick<Endpoint, 'path'>, parameter = 'tx-1-unknown'): string {
  return path.replace(/\{\w+\}/g, parameter);
}

function exampleOf(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.example !== undefined) return schema.example;
  if (schema.format === 'date-time') return '2026-03-01T10:00:00Z';
  const byType: Record<string, unknown> = {
    number: schema.minimum ?? 1,
    integer: schema.minimum ?? 1,
    boolean: true,
    array: [],
    string: 'x',
  };
  return byType[schema.type ?? 'string'];
}

/** A body in which every field is as it should be, though it names nothing that exists. */
export function plausibleBody({ fields }: Endpoint): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([field, schema]) => [field, exampleOf(schema)]));
}

/** Calls an endpoint as a gateway may, so that no missing key stands in the way of what is tested. */
export function callEndpoint(
  api: Api,
  endpoint: Pick<Endpoint, 'path'>,
  body: unknown,
  options: CallOptions = {},
): Promise<ApiResponse> {
  const keys = { 'x-api-key': 'dev-gateway-key', 'x-shared-secret': 'dev-hi-events-secret' };
  const headers = { ...keys, ...options.headers };
  return api.call('POST', urlOf(endpoint), body, { ...options, headers });
}
