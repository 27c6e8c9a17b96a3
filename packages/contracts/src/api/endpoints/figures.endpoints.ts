import { z } from 'zod';
import {
  AREA_LEVELS,
  areaSchema,
  areaWithGeometrySchema,
  districtSchema,
  importSchema,
  trajectoryFiguresSchema,
} from '../figures.schema.ts';
import { list } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { uuid } from './parameters.ts';
import { EVERY_ROLE, IMPORTERS, READERS_OF_CONTENT } from './roles.ts';

/** Areas, borders, figures, and files with more of them. */
export const figureEndpoints = defineEndpoints({
  listAreas: {
    method: 'GET',
    path: '/areas',
    summary: 'Areas, without borders',
    access: 'staff',
    roles: EVERY_ROLE,
    query: z.object({ level: z.enum(AREA_LEVELS).optional(), districtCode: z.string().optional() }),
    response: list(areaSchema),
  },
  listDistricts: {
    method: 'GET',
    path: '/districts',
    summary: 'Districts within which a trajectory can lie: stadsdelen, or wijken of a municipality without them',
    access: 'staff',
    roles: EVERY_ROLE,
    response: list(districtSchema),
  },
  listBoundaries: {
    method: 'GET',
    path: '/boundaries',
    summary: 'Areas of one level in one district, with borders',
    access: 'staff_or_participant',
    roles: EVERY_ROLE,
    query: z.object({ level: z.enum(AREA_LEVELS), districtCode: z.string().optional() }),
    response: list(areaWithGeometrySchema),
  },
  listParks: {
    method: 'GET',
    path: '/parks',
    summary: 'Parks for the map without internet',
    access: 'staff_or_participant',
    roles: EVERY_ROLE,
    response: z.object({
      credit: z.string(),
      items: z.array(z.object({ name: z.string().nullable(), geometry: areaWithGeometrySchema.shape.geometry })),
    }),
  },
  listFigures: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/figures',
    summary:
      'Every indicator for the area, beside district and city, as the trajectory took them; and what is official since',
    access: 'staff',
    roles: READERS_OF_CONTENT,
    within: 'trajectory',
    params: { trajectoryId: uuid },
    response: trajectoryFiguresSchema,
  },
  startImport: {
    method: 'POST',
    path: '/imports',
    summary: 'Offer a file (request body is the file itself); it becomes a delivery that is proposed',
    access: 'staff',
    roles: IMPORTERS,
    query: z.object({
      kind: z.enum(['kwb', 'boundaries']),
      fileName: z.string().min(1).max(200),
      year: z.coerce.number().int().optional(),
      /** What the file is, in words of whoever brings it; it counts where the file itself shows nothing. */
      source: z.string().trim().min(1).max(200).optional(),
    }),
    // GeoJSON is JSON too: as an upload it is a file like any other
    upload: {
      mime: ['text/csv', 'application/geo+json', 'application/json', 'application/octet-stream'],
      limit: { bytes: 100 * 1024 * 1024, told: '100 MB' },
    },
    response: importSchema,
  },
  readImport: {
    method: 'GET',
    path: '/imports/{importId}',
    summary: 'How far an import is',
    access: 'staff',
    roles: IMPORTERS,
    params: { importId: uuid },
    response: importSchema,
  },
  listImports: {
    method: 'GET',
    path: '/imports',
    summary: 'Latest imports',
    access: 'staff',
    roles: IMPORTERS,
    response: list(importSchema),
  },
});
