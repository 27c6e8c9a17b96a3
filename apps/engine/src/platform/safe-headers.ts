/** On every answer, the stream included: which API this is, and what a browser may not make of it. */
export const SAFE_HEADERS = {
  'api-version': '1.0.0',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;
