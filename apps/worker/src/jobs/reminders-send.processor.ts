import type { JobPayload } from '@buurtbalans/contracts';
import { type Account, listAccounts, readTrajectory } from '@buurtbalans/database';
import { effectKey, type TrajectoryState } from '@buurtbalans/domain';
import { Handles } from '@buurtbalans/queue/nest';
import { beginEffect, finishEffect, hasFired, readClock } from '@buurtbalans/workflow';
import type { Mailer } from '../mail/mailer.ts';
import { mailEffectKey, messageIdOf } from '../mail/message-id.ts';
import { PostRound } from '../mail/post-round.ts';
import { concernsManagers, type Reminder, reminderOf } from '../mail/reminder.ts';
import { reminderLetter } from '../mail/reminder-letter.ts';
import { MailingJob } from './mailing-job.ts';

/** Sends the mails of one fired timer, if what it reminds of still holds; whoever has theirs gets no second one. */
@Handles('reminders.send')
export class RemindersSendProcessor extends MailingJob<'reminders.send'> {
  async handle(job: JobPayload<'reminders.send'>): Promise<void> {
    const { db, mail } = this;
    const whole = effectKey('reminders.send', job);
    if ((await beginEffect(db, whole)) === undefined) return;
    // without a mail server the alert on the screens is the reminder
    const round = mail && new PostRound(db, mail);
    if (mail && round) await this.#handAll(mail, round, job);
    const finish = (): Promise<void> => finishEffect(db, whole, {});
    // the address is that of an account: whoever looks after those hears of it here alone
    await (round ? round.end(finish, false) : finish());
  }

  async #handAll(
    mail: Mailer,
    round: PostRound,
    { trajectoryId, key, setSeq }: JobPayload<'reminders.send'>,
  ): Promise<void> {
    const { db } = this;
    const state = (await readTrajectory(db, trajectoryId))?.state;
    const reminder = state && reminderOf(state, key, await readClock(db));
    // a job that comes late may be of a timer that was set anew and fires, or has fired, by itself
    if (!reminder || !(await hasFired(db, { trajectoryId, key, setSeq }))) return;
    const letter = reminderLetter(reminder, {
      trajectoryName: state.name,
      link: `${mail.publicUrl}/trajectories/${trajectoryId}`,
      firedAt: state.alerts[key]!,
    });
    for (const { id: accountId, email } of receivers(await listAccounts(db), state, reminder)) {
      const one = { trajectoryId, key, setSeq, accountId };
      await round.hand({ letter, to: email, effectKey: mailEffectKey(one), messageId: messageIdOf(one, mail.domain) });
    }
  }
}

/** Who gets a reminder, of all active accounts. */
function receivers(accounts: readonly Account[], state: TrajectoryState, reminder: Reminder): Account[] {
  return accounts.filter(
    ({ id, role }) =>
      (role === 'facilitator' && state.facilitators.includes(id)) ||
      (role === 'programme_manager' && concernsManagers(reminder)),
  );
}
