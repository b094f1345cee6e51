import { Ajv2019, type ErrorObject, type ValidateFunction } from 'ajv/dist/2019.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Api, ApiResponse } from './api.js';

interface Schema {
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Answer {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
  readonly headers?: Readonly<Record<string, { readonly required?: boolean; readonly schema: Schema }>>;
}

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Record<string, Answer> }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Closes every object in a schema: a field that is not documented is a leak. */
function sealed(schema: Schema): object {
  return { allOf: [open(schema)], unevaluatedProperties: false };
}

function open({ properties, items, allOf, oneOf, ...rest }: Schema): object {
  return {
    ...rest,
    ...(properties && { properties: mapValues(properties, sealed) }),
    ...(items && { items: sealed(items) }),
    ...(allOf && { allOf: allOf.map(open) }),
    ...(oneOf && { oneOf: oneOf.map(open) }),
  };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** Status, and the code that tells apart what a status can mean. */
export function nameOf({ status, body }: ApiResponse): string {
  return named(status, body.error_code ?? body.response_type_code);
}

function named(status: number | string, code = ''): string {
  return `${status} ${code.replace('CIAM_', '')}`.trim();
}

/** What the server's own OpenAPI document promises. */
export class ContractDocument {
  private readonly ajv = new Ajv2019({ strict: false, allErrors: true, formats: fullFormats });
  private readonly components: object;
  private readonly validators = new Map<string, ValidateFunction>();

  private constructor(private readonly document: Document) {
    this.components = { schemas: mapValues(document.components.schemas, open) };
  }

  static async servedBy(api: Api): Promise<ContractDocument> {
    return new ContractDocument((await api.get('/docs-json')).body);
  }

  /** Each as `POST /auth/login`. */
  get operations(): string[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
  }

  operationOf(method: string, url: string): string | undefined {
    const path = url.split('?', 1)[0] ?? '';
    const pattern = (operation: string) =>
      new RegExp(`^${operation.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
    return this.operations.find((operation) => pattern(operation).test(`${method} ${path}`));
  }

  /** The names of all answers that an operation is documented to give. */
  answersOf(operation: string): string[] {
    return Object.entries(this.responses(operation)).flatMap(([status, { content = {} }]) => {
      const codes = Object.values(content).flatMap(({ schema }) => this.codesIn(schema));
      return codes.length === 0 ? [named(status)] : codes.map((code) => named(status, code));
    });
  }

  /** In what an answer differs from its documentation. */
  problemsOf(operation: string, answer: ApiResponse): string[] {
    const documented = this.responses(operation)[String(answer.status)];
    if (!documented) return [`${answer.status} is not documented`];
    const { content = {}, headers = {} } = documented;
    return [
      ...headerProblems(headers, answer),
      ...(answer.headers['x-correlation-id'] ? [] : ['there is no correlation id']),
      ...this.contentProblems(`${operation} ${answer.status}`, content, answer),
    ];
  }

  private responses(operation: string): Readonly<Record<string, Answer>> {
    const [method = '', path = ''] = operation.split(' ');
    return this.document.paths[path]?.[method.toLowerCase()]?.responses ?? {};
  }

  private contentProblems(
    key: string,
    content: NonNullable<Answer['content']>,
    { headers, text, body }: ApiResponse,
  ): string[] {
    const [documented] = Object.entries(content);
    if (!documented) return text === '' ? [] : ['there is a body where none is documented'];
    const [type, { schema }] = documented;
    if (!String(headers['content-type']).startsWith(type)) return [`it is not ${type}`];
    const validate = this.validators.get(key) ?? this.compile(schema);
    this.validators.set(key, validate);
    validate(type === 'application/json' ? body : text);
    return (validate.errors ?? []).map(whatIsWrong);
  }

  private compile(schema: Schema): ValidateFunction {
    return this.ajv.compile({ ...sealed(schema), components: this.components });
  }

  private codesIn({ $ref = '', properties = {}, allOf = [], oneOf = [] }: Schema): string[] {
    const { error_code: error, response_type_code: answer } = properties;
    const referred = this.document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {};
    const inner = [...allOf, ...oneOf, ...($ref ? [referred] : [])].flatMap((one) => this.codesIn(one));
    return [...new Set([error, answer].flatMap((field) => (field?.enum ?? []).map(String)).concat(inner))];
  }
}

function whatIsWrong({ instancePath, message = '', params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`;
}

/** The documented headers are all counts of seconds. */
function headerProblems(documented: NonNullable<Answer['headers']>, { headers }: ApiResponse): string[] {
  return Object.entries(documented).flatMap(([name, { required }]) => {
    const value = headers[name.toLowerCase()];
    if (value === undefined) return required ? [`${name} is missing`] : [];
    return /^[1-9]\d*$/.test(String(value)) ? [] : [`${name} is no whole number: ${String(value)}`];
  });
}
