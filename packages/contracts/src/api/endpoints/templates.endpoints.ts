import {
  movePreviewRequestSchema,
  movePreviewSchema,
  offeredTemplateSchema,
  templateCheckSchema,
  templateSchema,
  templateSummarySchema,
} from '../template.schema.ts';
import { list } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { template, uuid, version } from './parameters.ts';
import { EVERY_ROLE, OF_THE_TRAJECTORY } from './roles.ts';

const writers = ['programme_manager', 'administrator'] as const;

/** Templates of the method, and what a move to another one would do. */
export const templateEndpoints = defineEndpoints({
  listTemplates: {
    method: 'GET',
    path: '/templates',
    summary: 'Versions of the method templates',
    access: 'staff',
    roles: EVERY_ROLE,
    response: list(templateSummarySchema),
  },
  readTemplate: {
    method: 'GET',
    path: '/templates/{template}/versions/{version}',
    summary: 'One version of a template',
    access: 'staff',
    roles: EVERY_ROLE,
    params: { template, version },
    response: templateSchema,
  },
  createTemplate: {
    method: 'POST',
    path: '/templates',
    summary: 'Store a new template or a new version of one; refused with everything that is wrong',
    access: 'staff',
    roles: writers,
    body: offeredTemplateSchema,
    response: templateSummarySchema,
  },
  checkTemplate: {
    method: 'POST',
    path: '/templates/check',
    summary: 'What is wrong with a template; nothing is stored',
    access: 'staff',
    roles: writers,
    body: offeredTemplateSchema,
    response: templateCheckSchema,
  },
  previewMove: {
    method: 'POST',
    path: '/trajectories/{trajectoryId}/template-move',
    summary: 'What a move to another template would change, block and refuse; nothing is stored',
    access: 'staff',
    roles: OF_THE_TRAJECTORY,
    within: 'trajectory',
    params: { trajectoryId: uuid },
    body: movePreviewRequestSchema,
    response: movePreviewSchema,
  },
});
