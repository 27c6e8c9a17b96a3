import { z } from 'zod';

/** A list that is answered whole. */
export const list = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });

/** Media types of what is answered as a file. */
export const PDF = 'application/pdf';
export const HTML = 'text/html';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const GEOJSON = 'application/geo+json';
