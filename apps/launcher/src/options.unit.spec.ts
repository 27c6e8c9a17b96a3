import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  checkHouseStyle,
  checkProvider,
  checkSecurityContact,
  mailEnvironment,
  readOptions,
  ROOT,
  StartError,
} from './options.ts';

describe('what the worker is told about mail', () => {
  it('is an address for links: the given one, or that of this machine', () => {
    expect(mailEnvironment({}, 3100)).toEqual({ PUBLIC_URL: 'http://localhost:3100' });
    expect(
      mailEnvironment(
        { SMTP_URL: 'smtp://localhost', MAIL_FROM: 'a@example.nl', PUBLIC_URL: 'https://buurtbalans.example.nl' },
        3100,
      ),
    ).toEqual({ PUBLIC_URL: 'https://buurtbalans.example.nl' });
  });

  it('is refused with a server and without a sender', () => {
    expect(() => mailEnvironment({ SMTP_URL: 'smtp://localhost' }, 3000)).toThrow(StartError);
  });
});

describe('the terminal', () => {
  it('[E104] shows the log to whoever asks for it, by an option or as before', () => {
    vi.stubEnv('BUURTBALANS_VERBOSE', '');
    expect([readOptions([]).verbose, readOptions(['--verbose']).verbose]).toEqual([false, true]);
    vi.stubEnv('BUURTBALANS_VERBOSE', '1');
    expect(readOptions([]).verbose).toBe(true);
    vi.unstubAllEnvs();
  });
});

describe('the house style', () => {
  it('[R61] is read before anything starts, and a wrong one is refused', async () => {
    await expect(checkHouseStyle(undefined)).resolves.toBeUndefined();
    await expect(checkHouseStyle(join(ROOT, 'house-style/voorbeeldstad/tokens.json'))).resolves.toBeUndefined();
    await expect(checkHouseStyle(join(ROOT, 'package.json'))).rejects.toThrow(
      /^HOUSE_STYLE: token buurtbalans\.municipality\.name ontbreekt/,
    );
    await expect(checkHouseStyle('/nowhere/tokens.json')).rejects.toThrow(StartError);
  });
});

describe('who is told of a weakness', () => {
  it('is read before anything starts, and a wrong address is refused', async () => {
    await expect(checkSecurityContact(undefined)).resolves.toBeUndefined();
    await expect(checkSecurityContact('veilig@example.nl')).resolves.toBeUndefined();
    await expect(checkSecurityContact('balie')).rejects.toThrow(StartError);
    await expect(checkSecurityContact('balie')).rejects.toThrow(/^SECURITY_CONTACT: balie/);
  });
});

it('[E296] a start that cannot reach the provider safely is refused, by the setting that is wrong', async () => {
  const given = { OIDC_ISSUER: 'http://login.example.nl', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' };
  const refused = checkProvider({ ...given, PUBLIC_URL: 'https://buurtbalans.example.nl' });
  await expect(refused).rejects.toThrow(/^OIDC_ISSUER: .*https:.* \/ /);
  await expect(refused).rejects.toBeInstanceOf(StartError);
  await expect(checkProvider({ PUBLIC_URL: 'http://localhost:3000' })).resolves.toBeUndefined();
});
