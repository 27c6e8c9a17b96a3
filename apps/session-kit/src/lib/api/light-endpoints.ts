/**
 * The endpoints that a participant's phone calls, and those of the frame around every page. The whole table of the
 * contract brings its schemas along, which are heavier than the rest of the page.
 */
export const LIGHT_ENDPOINTS = {
  signOut: { method: 'POST', path: '/sign-out' },
  enterSession: { method: 'POST', path: '/sessions/{sessionId}/participant' },
  join: { method: 'POST', path: '/join/{code}' },
  readParticipation: { method: 'GET', path: '/sessions/{sessionId}/participation' },
  sendLive: { method: 'POST', path: '/sessions/{sessionId}/commands' },
  readLive: { method: 'GET', path: '/sessions/{sessionId}/live' },
  streamLive: { method: 'GET', path: '/sessions/{sessionId}/stream' },
  listParks: { method: 'GET', path: '/parks' },
  listBoundaries: { method: 'GET', path: '/boundaries' },
} as const;
