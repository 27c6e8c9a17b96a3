import { entry } from './define-errors.ts';

/** Work in the background, for administrators: why a job failed, and what can be done with it. */
export const jobErrors = {
  'JOB.CONNECTION': entry(
    503,
    ['De verbinding viel weg', 'Kijk of de database en de andere diensten draaien. Probeer de taak daarna opnieuw.'],
    ['The connection was lost', 'See whether the database and the other services run. Then retry the job.'],
  ),
  'JOB.TIMEOUT': entry(
    504,
    [
      'Het duurde te lang',
      'Probeer de taak opnieuw op een rustig moment. Gebeurt het vaker, meld dan de technische regel.',
    ],
    ['It took too long', 'Retry the job at a quiet moment. If it happens more often, report the technical line.'],
  ),
  'JOB.STALLED': entry(
    500,
    [
      'De verwerking stopte telkens halverwege',
      'Kijk of de verwerker genoeg geheugen heeft en blijft draaien. Probeer de taak daarna opnieuw.',
    ],
    [
      'Processing stopped halfway each time',
      'See whether the worker has enough memory and keeps running. Then retry the job.',
    ],
  ),
  'JOB.PAYLOAD_INVALID': entry(
    422,
    [
      'De taak is onleesbaar voor deze versie',
      'Opnieuw proberen helpt alleen na een andere versie van het programma. Verwijder de taak en vraag het werk opnieuw aan.',
    ],
    [
      'This version cannot read the job',
      'Retrying only helps after another version of the program. Discard the job and ask for the work again.',
    ],
  ),
  'JOB.UNEXPECTED': entry(
    500,
    ['Er ging iets onverwachts mis', 'Probeer de taak opnieuw. Mislukt het weer, meld dan de technische regel.'],
    ['Something unexpected went wrong', 'Retry the job. If it fails again, report the technical line.'],
  ),
  'JOB.NOT_FOUND': entry(
    404,
    ['Deze taak is er niet meer', 'Iemand anders was misschien eerder. Bekijk de lijst opnieuw.'],
    ['This job is no longer there', 'Somebody else may have been first. Look at the list again.'],
  ),
  'JOB.NOT_FAILED': entry(
    409,
    ['Deze taak is niet meer mislukt', 'De taak loopt al weer of is klaar. Bekijk de lijst opnieuw.'],
    ['This job is no longer failed', 'It runs again or is done. Look at the list again.'],
  ),
  'MAIL.REFUSED': entry(
    502,
    [
      'De mailserver weigerde een of meer e-mails',
      'Kijk of de e-mailadressen van de ontvangers kloppen en probeer de taak opnieuw. Wie de e-mail al heeft, krijgt hem niet nog eens.',
    ],
    [
      'The mail server refused one or more e-mails',
      'See whether the addresses of the receivers are right and retry the job. Whoever has the e-mail does not get it again.',
    ],
  ),
  'MAIL.SIGN_IN_REFUSED': entry(
    502,
    [
      'De mailserver laat Buurtbalans niet toe',
      'Controleer naam en wachtwoord in SMTP_URL en probeer de taak daarna opnieuw.',
    ],
    ['The mail server does not let Buurtbalans in', 'Check name and password in SMTP_URL and then retry the job.'],
  ),
} as const;
