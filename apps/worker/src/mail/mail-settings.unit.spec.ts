import { describe, expect, it } from 'vitest';
import { messageIdOf } from './message-id.ts';
import { readMailSettings } from './mail-settings.ts';

const whole = {
  SMTP_URL: 'smtp://name:word@mail.example.nl:587',
  MAIL_FROM: 'Buurtbalans <noreply@Post.example.nl>',
  PUBLIC_URL: 'https://buurtbalans.example.nl/',
};

describe('settings of mail', () => {
  it('are none without a server', () => {
    expect(readMailSettings({})).toBeUndefined();
    expect(readMailSettings({ ...whole, SMTP_URL: '' })).toBeUndefined();
  });

  it('are read with the domain of the sender', () => {
    expect(readMailSettings(whole)).toEqual({
      smtpUrl: whole.SMTP_URL,
      from: whole.MAIL_FROM,
      domain: 'post.example.nl',
      publicUrl: 'https://buurtbalans.example.nl',
    });
    expect(readMailSettings({ ...whole, MAIL_FROM: 'noreply@example.nl' })).toMatchObject({ domain: 'example.nl' });
  });

  it.each([
    ['SMTP_URL', 'mail.example.nl:587'],
    ['SMTP_URL', 'https://name:word@mail.example.nl'],
    ['MAIL_FROM', undefined],
    ['MAIL_FROM', 'Buurtbalans'],
    ['MAIL_FROM', 'a@example.nl\r\nBcc: <b@example.nl>'],
    ['PUBLIC_URL', undefined],
    ['PUBLIC_URL', 'javascript:alert(1)'],
  ])('name %s when it is %s, without its password', (name, value) => {
    expect(() => readMailSettings({ ...whole, [name]: value })).toThrow(new RegExp(`^${name} is not`));
    expect(() => readMailSettings({ ...whole, [name]: value })).not.toThrow(/word/);
  });
});

describe('the id of a mail', () => {
  const mail = { trajectoryId: 't', key: 'phase-overdue', setSeq: 7, accountId: 'a' };

  it('is the same each time, and another for each trajectory, timer, setting and account', () => {
    expect(messageIdOf(mail, 'example.nl')).toBe(messageIdOf({ ...mail }, 'example.nl'));
    const others = [{}, { trajectoryId: 'u' }, { key: 'review-due' }, { setSeq: 8 }, { accountId: 'b' }].map((change) =>
      messageIdOf({ ...mail, ...change }, 'example.nl'),
    );
    expect(new Set(others).size).toBe(5);
  });
});
