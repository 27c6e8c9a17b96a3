import { entry } from './define-errors.ts';

/** Documents and the command line. */
export const reportErrors = {
  'REPORT.NOT_FOUND': entry(
    404,
    ['Dit document is er niet', 'Vraag het opnieuw aan.'],
    ['This document does not exist', 'Ask for it again.'],
  ),
  'PLAN.WRONG_DAY': entry(
    422,
    [
      'Op die dag kan het plan niet zijn afgesproken',
      'Kies een dag tot en met vandaag, en niet vóór de dag waarop het gedeeld beeld is vastgesteld of een eerdere versie is afgesproken.',
    ],
    [
      'The plan cannot have been agreed on that day',
      'Choose a day up to today, and not before the day on which the shared picture was approved or an earlier version was agreed.',
    ],
  ),
  'PLAN.NOT_AGREED': entry(
    409,
    [
      'Dit plan is een concept en kan niet naar buiten',
      'Leg op de pagina Plan vast wie het ermee eens is. Vraag het document daarna opnieuw aan en deel dat.',
    ],
    [
      'This plan is a draft and cannot leave',
      'Record on the page Plan who agrees to it. Then ask for the document again and share that one.',
    ],
  ),
  'REPORT.NOT_READY': entry(
    409,
    ['Het document is nog niet klaar', 'Wacht tot het klaar is; de pagina werkt zichzelf bij.'],
    ['The document is not ready yet', 'Wait until it is ready; the page updates itself.'],
  ),
  'REPORT.CANCELLED': entry(
    409,
    ['Dit document is geannuleerd', 'Vraag het opnieuw aan als u het toch nodig hebt.'],
    ['This document was cancelled', 'Ask for it again if you need it after all.'],
  ),
  'REPORT.FILE_GONE': entry(
    410,
    ['Dit document is opgeruimd', 'Er is een nieuwere versie van. Vraag het opnieuw aan als u het nodig hebt.'],
    ['This document has been cleared away', 'There is a newer version of it. Ask for it again if you need it.'],
  ),
  'REPORT.LINK_EXPIRED': entry(
    410,
    ['Deze link werkt niet meer', 'Een link naar een document werkt een kwartier. Open het document opnieuw.'],
    ['This link no longer works', 'A link to a document works for a quarter of an hour. Open the document again.'],
  ),
  'REPORT.FAILED': entry(
    500,
    [
      'Het document kon niet worden gemaakt',
      'Vraag het opnieuw aan. Lukt het weer niet, meld dan welk document het is.',
    ],
    ['The document could not be made', 'Ask for it again. If it fails again, report which document it is.'],
  ),
  'REPORT.MINUTES_LAPSED': entry(
    409,
    [
      'Dit verslag is er niet (meer)',
      'Het is nog niet vastgesteld, of er is daarna iets uit de sessie gehaald. Stel het (opnieuw) vast en vraag het document weer aan.',
    ],
    [
      'These minutes are not there (any more)',
      'They have not been approved, or something was taken out of the session since. Approve them (again) and ask for the document once more.',
    ],
  ),
  'REPORT.TOO_LARGE': entry(
    422,
    ['Het document wordt te groot ({detail})', 'Maak de tekst korter of verdeel de bevindingen.'],
    ['The document becomes too large ({detail})', 'Shorten the text or divide the findings.'],
  ),
  'REPORT.TOO_SLOW': entry(
    422,
    [
      'Het document maken duurt te lang ({detail})',
      'Verdeel de bevindingen over minder tekst, of meld welk document het is.',
    ],
    [
      'Making the document takes too long ({detail})',
      'Divide the findings or shorten the texts, or report which document it is.',
    ],
  ),
  'REPORT.MISSING_GLYPH': entry(
    422,
    [
      'Een teken kan niet worden afgedrukt ({detail})',
      'Vervang dat teken op die plek, of kies de webversie: die toont het wel.',
    ],
    [
      'A character cannot be printed ({detail})',
      'Replace that character in that place, or choose the web edition: that shows it.',
    ],
  ),
  'REPORT.RIGHT_TO_LEFT': entry(
    422,
    [
      'Een tekst loopt van rechts naar links ({detail})',
      'Zet er een Nederlandse versie neer; de webversie toont het origineel.',
    ],
    ['A text runs from right to left ({detail})', 'Put a Dutch version there; the web edition shows the original.'],
  ),
  'REPORT.UNSAFE_LINK': entry(
    422,
    ['Een link is niet veilig ({detail})', 'Gebruik een adres dat begint met https of mailto.'],
    ['A link is not safe ({detail})', 'Use an address that begins with https or mailto.'],
  ),
} as const;
