import { expect, it } from 'vitest';
import { isWeakPassword } from './weak-password.ts';

const of = { name: 'Saadia Ouhlal', email: 's.ouhlal@gemeente.example' };

it.each([
  'kort',
  'elf tekens!',
  'aaaaaaaaaaaaaaaa',
  'abababababab',
  '123456789012',
  'qwertyuiop123',
  '0987654321abcd',
  'Wachtwoord2026!',
  'Welkom01Welkom01',
  'SaadiaOuhlal2026',
  'buurtbalans-1234',
  'ｐａｓｓｗｏｒｄ１２３４',
])('[E211] %s is easy to guess', (password) => {
  expect(isWeakPassword(password, of)).toBe(true);
});

it.each(['paard batterij nietje juist', 'fiets-lantaarn-koe', 'kXv93!pLq0za', 'пароль на замочке'])(
  '[E211] %s is not',
  (password) => {
    expect(isWeakPassword(password, of)).toBe(false);
  },
);
