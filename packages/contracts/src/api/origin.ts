/**
 * Header by which the front door tells the programs from where somebody calls: a key that only they know, a blank, and the
 * network. Whatever a caller sends under that name is replaced.
 */
export const DOOR_HEADER = 'x-buurtbalans-from';

/** Network of those who sit at the machine that the product runs on. */
export const LOCAL_NETWORK = 'local';

/** Whether an address is of a machine talking to itself. */
export const isLoopback = (address: string): boolean => /^(::ffff:)?127\.|^::1$/i.test(address);

/**
 * The network that an address is of, as one household or office has it: three parts of an address of version 4, 48 bits of
 * one of version 6. It is nobody's address any more.
 */
export function networkOf(address: string): string {
  if (isLoopback(address)) return LOCAL_NETWORK;
  const four = /(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address);
  if (four) return four[1]!;
  return partsOf(address).slice(0, 3).join(':');
}

/** The eight parts of an address of version 6, however it is written: none left out, in small letters, without leading zeros. */
export function partsOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
  const parts = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const whole = [...parts, ...Array<string>(Math.max(0, 8 - parts.length - rest.length)).fill('0'), ...rest];
  return whole.map((part) => part.replace(/^0+(?=.)/, ''));
}
