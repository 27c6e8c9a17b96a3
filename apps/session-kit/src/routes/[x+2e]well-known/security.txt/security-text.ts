import { securityContacts } from '@buurtbalans/contracts';

/** Days that what is told stays valid: RFC 9116 wants less than a year, and whoever reads it comes again. */
const VALID_DAYS = 180;

/** The file of RFC 9116, or nothing where nobody has said who wants to hear of a weakness. */
export function securityText(settings: Readonly<Record<string, string | undefined>>, now: Date): string | undefined {
  const contacts = securityContacts(settings['SECURITY_CONTACT']);
  if (contacts.length === 0) return undefined;
  const expires = new Date(now.getTime() + VALID_DAYS * 86_400_000);
  expires.setUTCHours(0, 0, 0, 0);
  const own = settings['PUBLIC_URL']?.replace(/\/+$/, '');
  const lines = [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: nl, en',
    ...(own?.startsWith('https://') ? [`Canonical: ${own}/.well-known/security.txt`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
