import { type Endpoint, endpoints } from '@buurtbalans/contracts';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';

interface Operation {
  readonly operationId: string;
  readonly description?: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
  readonly 'x-roles'?: readonly string[];
}

const { paths } = openApiDocument() as { paths: Record<string, Record<string, Operation>> };
const operations = new Map(
  Object.values(paths).flatMap((path) => Object.values(path).map((operation) => [operation.operationId, operation])),
);
const of = (id: keyof typeof endpoints): Operation => operations.get(id)!;

describe('the OpenAPI document', () => {
  it.each(Object.entries<Endpoint>(endpoints))(
    '[E146] tells of %s who may call it, with what, and what comes back',
    (id, endpoint) => {
      const operation = operations.get(id)!;
      expect(operation['x-roles']).toEqual(endpoint.roles);
      const inPath = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name);
      expect(inPath).toEqual(Object.keys(endpoint.params ?? {}));
      const { default: problem, ...answers } = operation.responses;
      expect(Object.keys(problem!.content!)).toEqual(['application/problem+json']);
      const [[status, answer]] = Object.entries(answers) as [[string, { content?: object }]];
      const types = endpoint.produces ?? (endpoint.response ? ['application/json'] : []);
      expect([status, Object.keys(answer.content ?? {})]).toEqual([types.length > 0 ? '200' : '204', types]);
    },
  );

  it('tells of a parameter what it may be, and of an upload that it is a file', () => {
    expect(of('readTrajectory').parameters[0]).toMatchObject({ name: 'trajectoryId', schema: { format: 'uuid' } });
    expect(of('listGroups').parameters[1]).toMatchObject({ schema: { enum: ['professional', 'resident'] } });
    expect(of('startImport').requestBody!.content['text/csv']).toEqual({
      schema: { type: 'string', format: 'binary' },
    });
    expect(of('sendCommand').description).toContain('the template of the method says');
  });
});
