// Month names as `date` prints them in the locales of glibc: matched by their first letters, lower case, no dot.
// English, German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian, Finnish, Polish, Czech, Hungarian,
// Romanian, Turkish, Greek, Russian, Ukrainian. Chinese, Japanese and Korean write numbers.
const NAMES: readonly (readonly string[])[] = [
  'jan january janv janvier ene enero gen gennaio ianuarie januar januari januar tammi sty led leden ocak ιαν янв січ janeiro',
  'feb february febr févr fév février febrero febbraio februar februari helmi lut únor úno şub φεβ фев лют fev fevereiro',
  'mar march mär märz mrz mars marzo mrt maart marts maalis marca bře březen márc mart μαρ мар бер março',
  'apr april avr avril abr abril aprile huhti kwi dub duben ápr nis απρ апр кві',
  'may mai mayo mag maggio mei maj touko květen kvě máj mayıs μαΐ мая май тра maio',
  'jun june juni juin junio giu giugno kesä cze červen čer jún haz ιουν июн чер junho iun',
  'jul july juli juil juillet julio lug luglio heinä lip červenec čvc júl tem ιουλ июл лип julho iul',
  'aug august août aoû ago agosto elo sie srp srpen ağu αυγ авг сер augustus augusti',
  'sep sept september septembre septiembre set settembre syys wrz zář září szept eyl σεπ сен вер setembro',
  'oct october okt oktober octobre octubre ott ottobre loka paź říj říjen ekim οκτ окт жов out outubro',
  'nov november novembre noviembre marras lis listopad kas νοε ноя лис novembro',
  'dec december dez dezember déc décembre dic diciembre dicembre des joulu gru pro prosinec ara δεκ дек гру dezembro desember',
].map((names) => names.split(' '))

const MONTH: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])),
)

/** 1 … 12 for a month's name in any of the languages above, else undefined. */
export function monthOf(word: string): number | undefined {
  const plain = word.toLowerCase().replace(/[.,]+$/, '')
  if (plain.length > 12) return undefined
  return MONTH.get(plain)
}
