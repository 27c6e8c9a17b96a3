import { accountEndpoints } from './endpoints/accounts.endpoints.ts';
import { auditEndpoints } from './endpoints/audit.endpoints.ts';
import { deliveryEndpoints } from './endpoints/delivery.endpoints.ts';
import { figureEndpoints } from './endpoints/figures.endpoints.ts';
import { findingEndpoints } from './endpoints/findings.endpoints.ts';
import { harvestEndpoints } from './endpoints/harvest.endpoints.ts';
import { liveEndpoints } from './endpoints/live.endpoints.ts';
import { organisationEndpoints } from './endpoints/organisations.endpoints.ts';
import { ownDataEndpoints } from './endpoints/own-data.endpoints.ts';
import { peopleEndpoints } from './endpoints/people.endpoints.ts';
import { providerEndpoints } from './endpoints/provider.endpoints.ts';
import { programmeEndpoints } from './endpoints/programme.endpoints.ts';
import { queueEndpoints } from './endpoints/queues.endpoints.ts';
import { reportEndpoints } from './endpoints/reports.endpoints.ts';
import { secondFactorEndpoints } from './endpoints/second-factor.endpoints.ts';
import { retentionEndpoints } from './endpoints/retention.endpoints.ts';
import { sessionEndpoints } from './endpoints/sessions.endpoints.ts';
import { sharingEndpoints } from './endpoints/sharing.endpoints.ts';
import { templateEndpoints } from './endpoints/templates.endpoints.ts';
import { trajectoryEndpoints } from './endpoints/trajectories.endpoints.ts';

/** The table by feature, in the order in which it is told. */
export const endpointsByFeature = {
  people: peopleEndpoints,
  provider: providerEndpoints,
  accounts: accountEndpoints,
  secondFactor: secondFactorEndpoints,
  organisations: organisationEndpoints,
  programme: programmeEndpoints,
  trajectories: trajectoryEndpoints,
  templates: templateEndpoints,
  figures: figureEndpoints,
  deliveries: deliveryEndpoints,
  sessions: sessionEndpoints,
  live: liveEndpoints,
  harvest: harvestEndpoints,
  findings: findingEndpoints,
  reports: reportEndpoints,
  sharing: sharingEndpoints,
  queues: queueEndpoints,
  audit: auditEndpoints,
  retention: retentionEndpoints,
  ownData: ownDataEndpoints,
};

/** All endpoints, by operation id. */
export const endpoints = {
  ...peopleEndpoints,
  ...providerEndpoints,
  ...accountEndpoints,
  ...secondFactorEndpoints,
  ...organisationEndpoints,
  ...programmeEndpoints,
  ...trajectoryEndpoints,
  ...templateEndpoints,
  ...figureEndpoints,
  ...deliveryEndpoints,
  ...sessionEndpoints,
  ...liveEndpoints,
  ...harvestEndpoints,
  ...findingEndpoints,
  ...reportEndpoints,
  ...sharingEndpoints,
  ...queueEndpoints,
  ...auditEndpoints,
  ...retentionEndpoints,
  ...ownDataEndpoints,
};

/** Operation id of an endpoint. */
export type EndpointId = keyof typeof endpoints;
