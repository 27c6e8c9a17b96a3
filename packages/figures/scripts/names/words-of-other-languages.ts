/**
 * Names that are also words in English, Turkish or Polish, or the name of a town, a shop, a feast: alone they are none.
 * Folded as in `../../src/personal/fold.ts`. Dutch ones come from the list of sources.
 */
export const WORDS_OF_OTHER_LANGUAGES: readonly string[] = `
an aren bill bo can done ed else jo line m made may mine my nan ran bob pat sue drew will art gene chip skip chuck bud rusty
dusty buddy honey candy penny star melody harmony hope trinity diamond marry floor brain carry river moon heaven paris hero
prince sky ray grace faith justice princess dick rose joy tiny harm nine silver mercy rome dawn desire destiny sin serve hung
precious lily robin barry june april charity angel crystal wing mason buck cliff nail clay ward holly ruby pearl cherry jack
lance lean dale ties ginger brook austin jordan china india asia america africa georgia florida virginia carolina brooklyn
sydney chelsea madison london chester venice florence vienna milan rocky sunny sandy jelly tuna blessing divine valentine
said joke luck jesus christ miles guy josh chad cars jeans isis christians storm jade ivy daisy violet hazel olive sage heather earl duke king baron major grant lone ocean merlin shade ridge raven
wander glen mack heavenly sal peg jewel rock bail kent lane dean sean troy ford wells field street road park
bari eden emme hani ise kimi sana suna sura anne deniz gul bahar umut baris isik su sevgi kaya demir tas er ev ay ela kara
nur yagmur cicek bulut dilek onur gurur ozgur savas evren dunya toprak yaprak cinar ada adam alem cem bayram ramazan ramadan
haci hoca usta arda altan guven sabah aksam yeni guzel temiz doga
ani maja nic sam tobie pani pan pola jagoda kalina nadzieja mala rada sama hala tama zima roza wiara ja ta te na do od ot
jest droga mila wola
islam imam kerst pasen corona covid nova delta israel kenia kenya iran suriname jumbo dirk action etos lidl aldi vomar
shell gamma praxis hema nemo artis ajax feyenoord victoria philips heineken sofia
`
  .trim()
  .split(/\s+/);
