import { fold } from './fold.ts';

/** Names that the Dutch lists miss, or know as rare, and that are frequent among those who take part; folded as in `fold.ts`. */
const listed = (names: string): ReadonlySet<string> => new Set(fold(names).trim().split(/\s+/));

/** Dutch words as well, but hardly ever with a capital: whoever writes `Jan` writes about somebody. */
export const STRONG = listed(`
jan piet kees klaas hendrik peter wouter jaap joop sjaak joep bram koen hans rob steven thomas eva kim sharon anita pascal
jozef abraham benjamin nick marjolein aart ria aad kelly
`);

export const FREQUENT_ELSEWHERE = listed(`
mohamed mohammed muhammad ahmed ahmad youssef yousef yusuf hassan hasan ali omar ibrahim khalid rachid karim bilal hamza
fatima fatma khadija aicha ayse samira naima nadia malika latifa zineb hafida soumaya ikram karima rachida souad
mehmet mustafa huseyin ismail hatice emine zeynep elif meryem serkan murat emre burak yasin fatih osman ayhan selim erdogan
oguz oguzhan tugba ozlem nurcan songul gulsen sevda cemile recep suleyman kemal orhan tolga volkan
`);

export const POLISH = listed(`
agnieszka katarzyna malgorzata krystyna ewa elzbieta zofia jadwiga kasia basia gosia joanna magdalena monika iwona beata
piotr krzysztof andrzej tomasz pawel michal marcin grzegorz stanislaw jozef wojciech mariusz dariusz zbigniew jerzy kamil
tomek krzysiek piotrek jurek wojtek zosia ania
kowalski kowalska nowak wisniewski wisniewska kowalczyk kaminski kaminska zielinski zielinska wozniak wojcik szymanski
szymanska dabrowski dabrowska krawczyk
`);

export const SURNAMES_ELSEWHERE = listed(`
yilmaz celik sahin ozturk aydin arslan dogan kilic aslan cetin ozdemir simsek yildiz yildirim polat korkmaz
amrani bakkali benali idrissi alaoui azzouzi yousfi tahiri hamdaoui boutaleb bouzid chaoui ouali haddad mansouri bouazza
mohamud hussein abdullahi smith jones johnson williams nguyen singh kumar santos kowalski kowalska nowak wisniewski
wisniewska kowalczyk kaminski kaminska zielinski zielinska wozniak wojcik szymanski szymanska dabrowski krawczyk
`);

/** In Arabic letters, without signs above and below, `ة` as `ه` and `ى` as `ي`. These are no words beside. */
export const ARABIC_FIRST = listed(`
محمد احمد محمود مصطفي يوسف ابراهيم اسماعيل عبدالله عبدالرحمن عمر عثمان حسن حسين خالد رشيد بلال حمزه ياسين طارق زكريا
فاطمه خديجه عائشه زينب مريم ليلي سميره نعيمه رشيده مليكه سعاد هاجر اسماء ناديه فتيحه
`);

/** Known to everybody, and nobody's neighbour: shops, museums and what is named after somebody. */
export const NOBODYS = [
  'albert heijn',
  'albert cuyp',
  'anne frank',
  'nelson mandela',
  'martin luther king',
  'vincent van gogh',
  'jan linders',
  'dirk van den broek',
  'johan cruijff',
  'johan cruyff',
  'van gogh',
  'max havelaar',
  'sint nicolaas',
  'zwarte piet',
  'philips',
] as const;
