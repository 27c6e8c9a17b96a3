/** Path under which the API lies. */
export const API_PREFIX = '/api/v1';
