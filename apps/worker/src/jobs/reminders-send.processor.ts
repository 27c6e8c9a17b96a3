import type { JobPayload } from '@buurtbalans/contracts';
import {
  type Account,
  beginEffect,
  type Database,
  finishEffect,
  hasFired,
  listAccounts,
  readClock,
  readTrajectory,
  reminderEffectKey,
} from '@buurtbalans/database';
import type { TrajectoryState } from '@buurtbalans/domain';
import { Handles, JobHost } from '@buurtbalans/queue/nest';
import { Inject } from '@nestjs/common';
import type { Mailer } from '../mail/mailer.ts';
import { mailEffectKey, messageIdOf } from '../mail/message-id.ts';
import { PostRound } from '../mail/post-round.ts';
import { concernsManagers, type Reminder, reminderOf } from '../mail/reminder.ts';
import { reminderLetter } from '../mail/reminder-letter.ts';
import { DATABASE, MAILER } from '../platform/tokens.ts';

/** Sends the mails of one fired timer, if what it reminds of still holds; whoever has theirs gets no second one. */
@Handles('reminders.send')
export class RemindersSendProcessor extends JobHost<'reminders.send'> {
  readonly #db: Database;
  readonly #mail: Mailer | undefined;

  /** Without a mailer no mail is sent. */
  constructor(@Inject(DATABASE) db: Database, @Inject(MAILER) mail?: Mailer) {
    super();
    this.#db = db;
    this.#mail = mail;
  }

  async handle(job: JobPayload<'reminders.send'>): Promise<void> {
    const [db, mail] = [this.#db, this.#mail];
    const whole = reminderEffectKey(job);
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
    const db = this.#db;
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
