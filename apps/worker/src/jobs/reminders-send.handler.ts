import { type JobPayload, ProductError } from '@buurtbalans/contracts';
import { type Account, beginEffect, finishEffect, hasFired, listAccounts, readTrajectory, reminderEffectKey } from '@buurtbalans/database';
import type { TrajectoryState } from '@buurtbalans/domain';
import type { JobHandler } from '@buurtbalans/queue';
import type { JobContext } from '../context.ts';
import { deliver } from '../mail/deliver.ts';
import { mailEffectKey, messageIdOf } from '../mail/message-id.ts';
import { concernsManagers, type Reminder, reminderOf } from '../mail/reminder.ts';
import { reminderLetter } from '../mail/reminder-letter.ts';

/** Sends the mails of one fired timer, if what it reminds of still holds; whoever has theirs gets no second one. */
export function remindersSend({ db, mail }: JobContext): JobHandler<'reminders.send'> {
  return async ({ trajectoryId, key, setSeq }) => {
    const whole = reminderEffectKey({ trajectoryId, key, setSeq });
    if ((await beginEffect(db, whole)) === undefined) return;
    await sendAll({ trajectoryId, key, setSeq });
    await finishEffect(db, whole, {});
  };

  async function sendAll({ trajectoryId, key, setSeq }: JobPayload<'reminders.send'>): Promise<void> {
    // without a mail server the alert on the screens is the reminder
    if (!mail) return;
    const state = (await readTrajectory(db, trajectoryId))?.state;
    const reminder = state && reminderOf(state, key);
    // a job that comes late may be of a timer that was set anew and fires, or has fired, by itself
    if (!reminder || !(await hasFired(db, { trajectoryId, key, setSeq }))) return;
    const letter = reminderLetter(reminder, { trajectoryName: state.name, link: `${mail.publicUrl}/trajectories/${trajectoryId}`, firedAt: state.alerts[key]! });
    let refused = 0;
    for (const { id: accountId, email } of receivers(await listAccounts(db), state, reminder)) {
      const one = { trajectoryId, key, setSeq, accountId };
      const refusal = await deliver(db, mail, { letter, to: email, effectKey: mailEffectKey(one), messageId: messageIdOf(one, mail.domain) });
      if (refusal !== undefined) refused += 1;
    }
    // tried again for those alone
    if (refused > 0) throw new ProductError('MAIL.REFUSED', { refused });
  }
}

/** Who gets a reminder, of all active accounts. */
function receivers(accounts: readonly Account[], state: TrajectoryState, reminder: Reminder): Account[] {
  return accounts.filter(({ id, role }) => (role === 'facilitator' && state.facilitators.includes(id)) || (role === 'programme_manager' && concernsManagers(reminder)));
}
