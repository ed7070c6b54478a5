/**
 * Decides whether bytes that are not UTF-8 are Chinese text in GB18030, which includes GBK and GB2312. They are if
 *
 * - every byte is valid, and few byte sequences are valid UTF-8 compared with those that are not: by chance about one
 *   in ten in text in GB2312, but far more than one in two in UTF-8 with some damaged bytes;
 * - most characters are the 3,755 most common Han characters (GB2312 level 1) or punctuation, and nearly all are in
 *   GB2312. In our Chinese texts and names, 97 % and more are level 1. In Big5 about a third would be, in Shift JIS and
 *   accented Latin text almost no characters, and in Cyrillic too many would be level 2;
 * - Kana, which GB2312 and EUC-JP encode alike, are as rare as they are in Chinese;
 * - some Han characters have a pronunciation that begins with s to z. Level 1 is ordered by pronunciation: in our texts
 *   40 to 53 % begin so, and 20 to 39 % with x to z; in foreign names, which use few Han characters, 25 % and 12 %. All
 *   Hangul of EUC-KR would come before s, and nearly all Kanji of EUC-JP before x. One character alone is no evidence:
 *   two accented capitals would be enough.
 */
export class Gb18030Evidence {
  #state: State = 'between'
  #lead = 0
  #broken = false
  #characters = 0
  #symbols = 0
  #kana = 0
  #level1 = 0
  #level2 = 0
  #fromS = 0
  #fromX = 0
  #utf8 = { characters: 0, bad: 0, wanted: 0, got: 0 }

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#weighUtf8(byte)
      this.#weigh(byte)
    }
  }

  isGood(): boolean {
    if (this.#broken || this.#state !== 'between' || this.#characters < 2) return false
    if (2 * this.#utf8.characters > this.#utf8.bad) return false
    const common = this.#level1 + this.#symbols
    if (common < 0.6 * this.#characters || common + this.#level2 < 0.8 * this.#characters) return false
    if (this.#kana > 0.05 * this.#characters) return false
    const late = this.#level1 < ENOUGH ? this.#fromS : this.#fromX
    return late > 0.02 * this.#level1
  }

  #weigh(byte: number): void {
    if (this.#state === 'between') {
      if (byte === 0x80 || byte === 0xff) this.#broken = true
      else if (byte > 0x80) {
        this.#state = 'second'
        this.#lead = byte
      }
    } else if (this.#state === 'second') {
      if (byte >= 0x30 && byte <= 0x39) this.#state = 'third'
      else {
        if (byte < 0x40 || byte === 0x7f || byte > 0xfe) this.#broken = true
        this.#count(byte)
        this.#state = 'between'
      }
    } else if (this.#state === 'third') {
      if (byte < 0x81 || byte > 0xfe) this.#broken = true
      this.#state = 'fourth'
    } else {
      // Symbols and the rarest Han characters have four bytes. They occur by chance so rarely that they count neither
      // for nor against.
      if (byte < 0x30 || byte > 0x39) this.#broken = true
      this.#state = 'between'
    }
  }

  /** Rows of GB2312: 01 to 03 symbols, 04 and 05 Kana, 16 to 55 (B0 to D7) level 1, 56 to 87 (D8 to F7) level 2. */
  #count(trail: number): void {
    const lead = this.#lead
    this.#characters++
    if (trail < 0xa1) return
    if (lead >= 0xa1 && lead <= 0xa3) this.#symbols++
    else if (lead === 0xa4 || lead === 0xa5) this.#kana++
    else if (lead >= 0xb0 && lead <= 0xd7) {
      this.#level1++
      if (lead >= FROM_S) this.#fromS++
      if (lead >= FROM_X) this.#fromX++
    } else if (lead >= 0xd8 && lead <= 0xf7) this.#level2++
  }

  #weighUtf8(byte: number): void {
    const seen = this.#utf8
    if (byte >= 0x80 && byte <= 0xbf && seen.wanted > 0) {
      seen.got++
      if (seen.got < seen.wanted) return
      seen.characters++
    } else {
      if (seen.wanted > 0) seen.bad += 1 + seen.got
      seen.got = 0
      seen.wanted = byte >= 0xc2 && byte <= 0xf4 ? (byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3) : 0
      if (seen.wanted > 0) return
      if (byte >= 0x80) seen.bad++
    }
    seen.wanted = 0
    seen.got = 0
  }
}

type State = 'between' | 'second' | 'third' | 'fourth'

/** The first rows in which all Han characters begin with s or later, and with x or later. */
const FROM_S = 0xc9
const FROM_X = 0xd0

/**
 * Among this many level 1 characters, at least two begin with x to z, even in foreign names (12 %: all but one time in
 * a hundred).
 */
const ENOUGH = 50
