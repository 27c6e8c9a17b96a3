/** A file with borders that cannot be read; `code` is one of the catalogue in `@buurtbalans/contracts`. */
export class GeoError extends Error {
  readonly code:
    | 'GEO.NOT_GEOJSON'
    | 'GEO.WRONG_CRS'
    | 'GEO.INVALID_GEOMETRY'
    | 'GEO.NO_AREA_CODE'
    | 'GEO.CODE_TWICE'
    | 'GEO.NO_POLYGON';
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: GeoError['code'], details: Readonly<Record<string, unknown>>) {
    super(`${code} ${JSON.stringify(details)}`);
    this.name = 'GeoError';
    this.code = code;
    this.details = details;
  }
}
