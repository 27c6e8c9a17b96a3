/** Where squares of the background come from, and whom the map names for them. */
export interface BackgroundSource {
  /** Address of a square, with `{layer}`, `{z}`, `{x}` and `{y}`. */
  readonly url: string;
  readonly credit: string;
}

/** BRT background map of the land registry, CC BY 4.0. */
const PDOK: BackgroundSource = {
  url: 'https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/{layer}/EPSG:3857/{z}/{x}/{y}.png',
  credit: 'Kaartgegevens © Kadaster',
};

/**
 * The background that `BUURTBALANS_TILES` asks for: PDOK's, unless it says `off` or names another server that has the same
 * squares, whose credit is then in `BUURTBALANS_TILES_CREDIT`. Null for none.
 *
 * @throws with what is wrong and how to mend it, Dutch and English
 */
export function backgroundSource({
  BUURTBALANS_TILES: asked = '',
  BUURTBALANS_TILES_CREDIT: credit = '',
}: Readonly<Record<string, string | undefined>>): BackgroundSource | null {
  if (asked === 'off') return null;
  if (asked === '' || asked === 'pdok') return PDOK;
  const wrong = (nl: string, en: string) => new Error(`${nl} / ${en}`);
  if (!/^https?:\/\//.test(asked) || !URL.canParse(asked))
    throw wrong(
      `${asked} is geen adres. Zet er pdok, off of een adres dat met https:// begint.`,
      `${asked} is no address. Put pdok, off or an address that begins with https://.`,
    );
  const missing = ['{z}', '{x}', '{y}'].filter((part) => !asked.includes(part));
  if (missing.length > 0)
    throw wrong(`in het adres ontbreekt ${missing.join(', ')}.`, `the address lacks ${missing.join(', ')}.`);
  if (credit === '')
    throw wrong(
      'zet in BUURTBALANS_TILES_CREDIT van wie deze kaart is.',
      'put in BUURTBALANS_TILES_CREDIT whose map this is.',
    );
  return { url: asked, credit };
}
