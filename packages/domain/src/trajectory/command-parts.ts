import { z } from 'zod';

/** Parts of which commands are made: ids, texts, days and moments, within the bounds that every command keeps. */
export const id = z.uuid();
export const line = z.string().trim().min(1).max(200);
export const text = z.string().trim().min(1).max(5_000);
export const indicatorId = z
  .string()
  .regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/)
  .max(80);
export const date = z.iso.date();
export const moment = z.iso.datetime({ offset: true });
export const areaCode = z.string().regex(/^(BU|WK|GM|SD)[0-9A-Z]{4,8}$/);

/** Hash of borders and figures as they are now, which the server adds and no sender. */
export const factsHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .optional();

/** A place in WGS84 degrees, with a name that people use for it. */
export const placeSchema = z.strictObject({
  lng: z.number().min(3).max(7.6),
  lat: z.number().min(50.5).max(54),
  label: z.string().trim().max(120).optional(),
});

/** A place in WGS84 degrees. */
export type Place = z.infer<typeof placeSchema>;
