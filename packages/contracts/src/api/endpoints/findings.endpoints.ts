import {
  coincidenceSchema,
  contributionSchema,
  groupRequestSchema,
  groupSchema,
  releasePreviewRequestSchema,
  releasePreviewSchema,
  releasedRequestSchema,
} from '../session.schema.ts';
import { list } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { lane, uuid } from './parameters.ts';
import { FACILITATOR, READERS_OF_CONTENT } from './roles.ts';

const params = { trajectoryId: uuid, lane };

/** What lies in each lane, and where the released things coincide. */
export const findingEndpoints = defineEndpoints({
  listLaneContributions: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/contributions',
    summary: 'All contributions of one lane, for its facilitator',
    access: 'staff',
    roles: FACILITATOR,
    within: 'trajectory',
    params,
    response: list(contributionSchema),
  },
  listGroups: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/groups',
    summary: 'Groups inside one lane',
    access: 'staff',
    roles: FACILITATOR,
    within: 'trajectory',
    params,
    response: list(groupSchema),
  },
  putGroup: {
    method: 'PUT',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/groups/{groupId}',
    summary: 'Make or change a group',
    access: 'staff',
    roles: FACILITATOR,
    within: 'trajectory',
    params: { ...params, groupId: uuid },
    body: groupRequestSchema,
    response: groupSchema,
  },
  deleteGroup: {
    method: 'DELETE',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/groups/{groupId}',
    summary: 'Take a group apart',
    access: 'staff',
    roles: FACILITATOR,
    within: 'trajectory',
    params: { ...params, groupId: uuid },
  },
  markReleased: {
    method: 'POST',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/released',
    summary: 'Mark contributions as used for a released statement; which one is not kept',
    access: 'staff',
    roles: FACILITATOR,
    within: 'trajectory',
    params,
    body: releasedRequestSchema,
  },
  previewRelease: {
    method: 'POST',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/release-preview',
    summary: 'What of a statement would leave if it were written from these contributions',
    access: 'staff',
    roles: FACILITATOR,
    within: 'trajectory',
    params,
    body: releasePreviewRequestSchema,
    response: releasePreviewSchema,
  },
  listCoincidence: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/coincidence',
    summary: 'Where released statements, findings and figures coincide',
    access: 'staff',
    roles: READERS_OF_CONTENT,
    within: 'trajectory',
    params: { trajectoryId: uuid },
    response: list(coincidenceSchema),
  },
});
