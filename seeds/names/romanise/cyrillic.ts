/** The letters of one system; omitted letters follow the default. */
type System = Record<string, string>

/** ICAO Doc 9303, part 3, as in passports: Юлия is Iuliia. */
const PASSPORTS: System = { й: 'i', ю: 'iu', я: 'ia', ъ: 'ie', ё: 'e', ї: 'i', є: 'ie', ь: '' }

/** ISO 9 and scholars' use without its accents, and Serbian Latin: Кузнецов is Kuznecov, Ђоковић Djokovic. */
const SCHOLARS: System = {
  ...{ ж: 'z', х: 'h', ц: 'c', ч: 'c', ш: 's', щ: 'sc', ю: 'ju', я: 'ja', й: 'j', ё: 'jo', ї: 'ji', є: 'je', ь: '' },
  ...{ ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', ђ: 'dj', џ: 'dz' },
}

/** The Ukrainian national system of 2010: Григорій is Hryhorii. */
const UKRAINIAN: System = { г: 'h', ґ: 'g', и: 'y', і: 'i', ї: 'i', є: 'ie', й: 'i', ю: 'iu', я: 'ia', ь: '' }

const write = (text: string, system: System): string =>
  text.replace(/\p{Script=Cyrillic}/gu, letter => system[letter] ?? letter)

/** The usage of English newspapers: Достоевский is Dostoevsky, Фёдор Fyodor, and Зеленський Zelensky. */
const inPress = (text: string): string =>
  text
    .replace(/[иы]й(?=$|[^\p{L}])/gu, 'y')
    .replace(/(?<=[жчшщ])ё/gu, 'e')
    .replace(/ё/gu, 'yo')
    .replace(/[ьъ]/gu, '')

/** BGN/PCGN: е at the beginning and after a vowel is ye, as in Yeltsin and Dostoyevsky. */
const withYe = (text: string): string => inPress(text.replace(/(?<=^|[^\p{L}]|[аеёиоуыэюяьъ])е/gu, 'ye'))

const isUkrainian = (text: string): boolean => /[іїєґ]|ськ/u.test(text)

/** A name in Cyrillic script in the spellings of common systems. A general table converts the remaining letters. */
export function fromCyrillic(name: string): string[] {
  const text = name.normalize('NFC').toLowerCase()
  const press = isUkrainian(text) ? write(inPress(text), { г: 'h', и: 'y', є: 'ye', ї: 'yi' }) : inPress(text)
  const national = write(text, isUkrainian(text) ? UKRAINIAN : PASSPORTS)
  return [press, withYe(text), text, national, write(text, SCHOLARS)]
}
