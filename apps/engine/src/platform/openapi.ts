import {
  type Endpoint,
  endpoints,
  FACTS,
  type Parameter,
  problemSchema,
  SEES_TRAJECTORY,
} from '@buurtbalans/contracts';
import { z } from 'zod';
import { API_PREFIX } from './api-prefix.ts';

type Json = Record<string, unknown>;

const json = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
};
const security = {
  staff: [{ cookie: [] }],
  participant: [{ participant: [] }],
  staff_or_participant: [{ cookie: [] }, { participant: [] }],
  public: [],
};
const FILE = { schema: { type: 'string', format: 'binary' } };

/** In words who may call, beside how they prove it. */
function callersOf({ roles, within, facts = [] }: Endpoint): Json {
  const told = [
    ...(roles ? [`Accounts: ${roles.join(', ')}.`] : []),
    ...(roles && within ? [`Within a trajectory that the account sees: ${seen(roles)}.`] : []),
    ...facts.map((fact) => `Besides: ${FACTS[fact]}.`),
  ];
  return {
    ...(told.length > 0 ? { description: told.join('\n\n') } : {}),
    ...(roles ? { 'x-roles': roles } : {}),
  };
}

const seen = (roles: NonNullable<Endpoint['roles']>): string =>
  roles.flatMap((role) => SEES_TRAJECTORY[role] ?? []).join('; ');

function requestBody({ body, upload }: Endpoint): Json {
  if (upload)
    return {
      requestBody: {
        required: true,
        description: `A file of at most ${upload.limit.told}`,
        content: Object.fromEntries(upload.mime.map((mime) => [mime, FILE])),
      },
    };
  return body
    ? { requestBody: { required: true, content: { 'application/json': { schema: json(body, 'input') } } } }
    : {};
}

function parameters({ params = {}, query }: Endpoint): Json[] {
  const inPath = Object.entries<Parameter>(params).map(([name, { schema }]) => ({
    name,
    in: 'path',
    required: true,
    schema: json(schema, 'input'),
  }));
  const asked = query ? json(query, 'input') : {};
  const required = (asked.required as string[] | undefined) ?? [];
  const inQuery = Object.entries((asked.properties as Json | undefined) ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  return [...inPath, ...inQuery];
}

function answers({ response, produces, summary }: Endpoint): Json {
  const types = produces ?? (response ? ['application/json'] : []);
  if (types.length === 0) return { 204: { description: summary } };
  const content = response ? { schema: json(response, 'output') } : FILE;
  return { 200: { description: summary, content: Object.fromEntries(types.map((type) => [type, content])) } };
}

function operation(id: string, endpoint: Endpoint): Json {
  return {
    operationId: id,
    summary: endpoint.summary,
    ...callersOf(endpoint),
    security: security[endpoint.access],
    parameters: parameters(endpoint),
    ...requestBody(endpoint),
    responses: {
      ...answers(endpoint),
      default: {
        description: 'Problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** The OpenAPI document of the API, made from the same endpoint table as the routes. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [id, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
    (paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = operation(id, endpoint);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Buurtbalans', version: '1.0.0' },
    servers: [{ url: API_PREFIX }],
    paths,
    components: {
      schemas: { Problem: json(problemSchema, 'output') },
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'buurtbalans' },
        participant: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}
