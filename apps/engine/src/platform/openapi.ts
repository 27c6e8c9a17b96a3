import { type Endpoint, endpoints, problemSchema } from '@buurtbalans/contracts';
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

function requestBody(id: string, endpoint: Endpoint): Json {
  // an upload has no schema in the table: its body is the file
  if (id === 'startImport')
    return {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    };
  return endpoint.body
    ? { requestBody: { required: true, content: { 'application/json': { schema: json(endpoint.body, 'input') } } } }
    : {};
}

function operation(id: string, endpoint: Endpoint): Json {
  const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const query = endpoint.query ? json(endpoint.query, 'input') : {};
  const required = (query.required as string[] | undefined) ?? [];
  const inQuery = Object.entries((query.properties as Json | undefined) ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  const content = endpoint.response
    ? { [endpoint.produces ?? 'application/json']: { schema: json(endpoint.response, 'output') } }
    : endpoint.produces
      ? { [endpoint.produces]: {} }
      : undefined;
  return {
    operationId: id,
    summary: endpoint.summary,
    security: security[endpoint.access],
    parameters: [...inPath, ...inQuery],
    ...requestBody(id, endpoint),
    responses: {
      [content ? '200' : '204']: { description: endpoint.summary, ...(content ? { content } : {}) },
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
