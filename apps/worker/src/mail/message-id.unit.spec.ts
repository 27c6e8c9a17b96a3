import { describe, expect, it } from 'vitest';
import { messageIdOf } from './message-id.ts';

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
