import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const whole = {
  DATABASE_URL: 'postgres://x',
  SMTP_URL: 'smtp://name:word@mail.example.nl:587',
  MAIL_FROM: 'Buurtbalans <noreply@Post.example.nl>',
  PUBLIC_URL: 'https://buurtbalans.example.nl/',
};

describe('what the worker is told', () => {
  it('[E134] names every variable that is missing or wrong, and never its value', () => {
    const wrong = () => readConfig({ SMTP_URL: 'https://name:word@mail.example.nl', MAIL_FROM: 'Jansen' });
    expect(wrong).toThrow(/DATABASE_URL.*SMTP_URL.*MAIL_FROM.*PUBLIC_URL/);
    expect(wrong).not.toThrow(/word|Jansen/);
  });

  it.each([
    ['silent', 'silent'],
    ['loud', 'info'],
    [undefined, 'info'],
  ])('[E103] reads from which level it logs as every program does: %s', (word, level) => {
    expect(readConfig({ DATABASE_URL: 'x', LOG_LEVEL: word })).toEqual({ DATABASE_URL: 'x', LOG_LEVEL: level });
  });
});

describe('settings of mail', () => {
  it('are none without a server', () => {
    expect(readConfig({ DATABASE_URL: 'x' }).mail).toBeUndefined();
    expect(readConfig({ ...whole, SMTP_URL: '' }).mail).toBeUndefined();
    // nor is what belongs to them looked at
    expect(readConfig({ ...whole, SMTP_URL: '', PUBLIC_URL: 'nowhere' }).mail).toBeUndefined();
  });

  it('are read with the domain of the sender', () => {
    expect(readConfig(whole).mail).toEqual({
      smtpUrl: whole.SMTP_URL,
      from: whole.MAIL_FROM,
      domain: 'post.example.nl',
      publicUrl: 'https://buurtbalans.example.nl',
    });
    expect(readConfig({ ...whole, MAIL_FROM: ' noreply@example.nl ' }).mail).toMatchObject({
      from: 'noreply@example.nl',
      domain: 'example.nl',
    });
  });

  it.each([
    ['SMTP_URL', 'mail.example.nl:587'],
    ['SMTP_URL', 'https://name:word@mail.example.nl'],
    ['MAIL_FROM', undefined],
    ['MAIL_FROM', 'Buurtbalans'],
    ['MAIL_FROM', 'a@example.nl\r\nBcc: <b@example.nl>'],
    ['PUBLIC_URL', undefined],
    ['PUBLIC_URL', 'javascript:alert(1)'],
  ])('[E134] name %s when it is %s, and nothing else', (name, value) => {
    expect(() => readConfig({ ...whole, [name]: value })).toThrow(new RegExp(`complete: ${name}: is not [^;]+$`));
    expect(() => readConfig({ ...whole, [name]: value })).not.toThrow(/word/);
  });
});
