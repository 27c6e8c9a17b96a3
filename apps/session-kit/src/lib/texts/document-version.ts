import { m } from '#lib/paraglide/messages.js';
import { showMoment } from './moments.ts';
import { documentName } from './names.ts';

/** What tells documents of one name apart. */
interface Versioned {
  readonly document: string;
  readonly language: 'nl' | 'en';
  readonly version: number | null;
  readonly standing: number | null;
  readonly shownAt: string;
  readonly isConcept?: boolean;
}

/** Version, or that it is a concept; empty for figures alone, which have a moment and no version. */
export function versionText({ version, standing, isConcept = false }: Versioned): string {
  if (isConcept) return m.report_concept();
  if (version === null) return '';
  return standing === null ? m.report_version({ version }) : m.report_version_standing({ version, standing });
}

/** Version and moment of what a document shows. */
export function standingText(document: Versioned): string {
  return [versionText(document), m.report_shown({ when: showMoment(document.shownAt) })].filter(Boolean).join(', ');
}

/** A document by its name, language, version and moment. */
export function wholeName(document: Versioned): string {
  const language = document.language === 'nl' ? m.language_nl() : m.language_en();
  return [documentName(document.document), language, standingText(document)].join(', ');
}
