import { entry } from './define-errors.ts';

/** Documents and the command line. */
export const reportErrors = {
  'REPORT.NOT_FOUND': entry(404, ['Dit document is er niet', 'Vraag het opnieuw aan.'], ['This document does not exist', 'Ask for it again.']),
  'REPORT.NOT_READY': entry(
    409,
    ['Het document is nog niet klaar', 'Wacht tot het klaar is; de pagina werkt zichzelf bij.'],
    ['The document is not ready yet', 'Wait until it is ready; the page updates itself.'],
  ),
  'REPORT.FAILED': entry(
    500,
    ['Het document kon niet worden gemaakt', 'Vraag het opnieuw aan. Lukt het weer niet, meld dan welk document het is.'],
    ['The document could not be made', 'Ask for it again. If it fails again, report which document it is.'],
  ),
  'REPORT.TOO_LARGE': entry(
    422,
    ['Het document wordt te groot ({detail})', 'Maak de tekst korter of verdeel de bevindingen.'],
    ['The document becomes too large ({detail})', 'Shorten the text or divide the findings.'],
  ),
} as const;
