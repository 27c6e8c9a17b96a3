import type { DocumentLanguage } from '../model.ts';

/** Words that stand around every document. */
export interface Furniture {
  readonly page: (page: number, pages: number) => string;
  readonly skip: string;
  /** Heading of the table of contents. */
  readonly contents: string;
  /** What a link to a heading says. */
  readonly goTo: (heading: string) => string;
}

/** Words around a document, by its language. */
export const furniture: Readonly<Record<DocumentLanguage, Furniture>> = {
  nl: {
    page: (page, pages) => `${page} van ${pages}`,
    skip: 'Naar de inhoud',
    contents: 'Inhoud',
    goTo: (heading) => `Ga naar: ${heading}`,
  },
  en: {
    page: (page, pages) => `${page} of ${pages}`,
    skip: 'Skip to content',
    contents: 'Contents',
    goTo: (heading) => `Go to: ${heading}`,
  },
  tr: {
    page: (page, pages) => `${page} / ${pages}`,
    skip: 'İçeriğe geç',
    contents: 'İçindekiler',
    goTo: (heading) => `Git: ${heading}`,
  },
  pl: {
    page: (page, pages) => `${page} z ${pages}`,
    skip: 'Przejdź do treści',
    contents: 'Spis treści',
    goTo: (heading) => `Przejdź do: ${heading}`,
  },
};
