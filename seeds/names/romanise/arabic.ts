/** Given names, for which the script omits vowels, with their most common spellings. */
const SPELLINGS = `
محمد mohammed muhammad mohamed mohammad|احمد ahmed ahmad|محمود mahmoud mahmud|حامد hamed hamid|حمد hamad|مصطفي mustafa mostafa
علي ali|حسن hassan hasan|حسين hussein husain hussain hossein|عمر omar umar|عثمان othman osman uthman|ابو abu abou|ابن ibn|بن bin ben
خالد khaled khalid|يوسف yusuf youssef yousef|ابراهيم ibrahim ebrahim|اسماعيل ismail esmail|موسي musa moussa|عيسي issa isa|نوح nuh
صالح saleh salih|سعيد said saeed|سعد saad|سليمان suleiman sulaiman soliman|سلمان salman|سالم salem salim|سليم selim salim
طارق tariq tarek|زياد ziad ziyad|زيد zaid zayed|رشيد rashid rachid|راشد rashed rashid|ماجد majed majid|مجيد majid|ناصر nasser nasir
عادل adel adil|جمال jamal gamal|كمال kamal|كريم karim kareem|نبيل nabil|وليد walid waleed|ياسر yasser yasir|ياسين yassin yasin
بشار bashar|بلال bilal|حمزه hamza|طه taha|فيصل faisal faysal|فهد fahd fahad|عمار ammar|امين amin|انور anwar|ايمن ayman|هشام hisham
عبدالله abdullah abdallah abdulla|عبدالرحمن abdulrahman abdelrahman|عبدالعزيز abdulaziz abdelaziz|عبدالفتاح abdelfattah
عبدالكريم abdulkarim abdelkarim|عبدالحميد abdulhamid abdelhamid|عبدالقادر abdulkader abdelkader|عبدالملك abdulmalik abdelmalek
رضا reza rida|مهدي mahdi mehdi|جواد javad jawad|امير amir|داود dawood daoud|يحيي yahya|قاسم qasim qassem|جعفر jafar|صدام saddam
فاطمه fatima fatema|عايشه aisha ayesha|مريم maryam mariam|خديجه khadija|زينب zainab zeinab|ليلي layla leila|نور nour noor|سارا sara
ساره sara sarah|هدي huda hoda|امينه amina|سميه sumaya|رانيا rania|ياسمين yasmin yasmine|منا mona|مني mona muna|سلمي salma|حنان hanan`

const MOST = 4

let table: Map<string, string[]> | undefined

/**
 * Spellings of a whole name. Each common given name takes one of its spellings: محمد علي gives Mohammed Ali, Muhammad
 * Ali, … Other words stay unchanged; search matches those by their consonants.
 */
export function fromArabic(name: string): string[] {
  table ??= new Map(
    SPELLINGS.trim()
      .split(/[|\n]/)
      .map(line => line.trim().split(' '))
      .map(([arabic = '', ...spellings]) => [arabic, spellings]),
  )
  const known = table
  const words = joined(plain(name)).split(/\s+/).filter(Boolean)
  const spelled = words.map(word => known.get(word) ?? known.get(withoutArticle(word)) ?? [withoutArticle(word)])
  const most = Math.min(MOST, Math.max(...spelled.map(({ length }) => length), 1))
  return Array.from({ length: most }, (_, at) =>
    spelled.map(spellings => spellings[Math.min(at, spellings.length - 1)]).join(' '),
  )
}

/** Removes marks and unifies letter variants of Persian and Arabic keyboards. */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/[ىیئ]/gu, 'ي')
    .replace(/ة/gu, 'ه')
    .replace(/ک/gu, 'ك')

/** Joins "the servant of …", which is one name. */
const joined = (name: string): string => name.replace(/(?<=^|\s)عبد\s+/gu, 'عبد')

const withoutArticle = (word: string): string => (word.length > 4 ? word.replace(/^ال/u, '') : word)
