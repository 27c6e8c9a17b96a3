const SCHEMES = ['https:', 'mailto:', 'tel:'];

/**
 * Where somebody who found a weakness can tell so, as `Contact` of RFC 9116: addresses of the setting
 * `SECURITY_CONTACT`, apart by spaces or commas, best one first. A bare e-mail address becomes `mailto:`.
 *
 * @throws Error that names what is neither an e-mail address nor an address with `https:`, `mailto:` or `tel:`
 */
export function securityContacts(setting: string | undefined): string[] {
  return (setting ?? '')
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => {
      const address = /^[^\s:@/]+@[^\s:@/]+$/.test(word) ? `mailto:${word}` : word;
      const url = URL.parse(address);
      const isAddress = url && SCHEMES.includes(url.protocol) && (url.protocol === 'https:' || url.pathname !== '');
      if (!isAddress) throw new Error(`${word}: geen adres met / no address with ${SCHEMES.join(', ')}`);
      return address;
    });
}
