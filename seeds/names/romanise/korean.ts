/** Family names with the spellings in use, most frequent first. */
const FAMILIES = `
김 kim gim|이 lee yi rhee|리 ri lee|박 park pak bak|최 choi choe|정 jung jeong chung|강 kang gang|조 cho jo|윤 yoon yun|장 jang chang
임 lim im|림 rim lim|한 han|오 oh o|서 seo suh|신 shin sin|권 kwon gwon|황 hwang|안 ahn an|송 song|전 jeon chun|홍 hong|유 yoo yu ryu
류 ryu yoo|고 ko go|문 moon mun|손 son sohn|양 yang|배 bae|백 baek paik|허 heo hur|남 nam|심 shim sim|노 noh roh no|하 ha|곽 kwak gwak
성 sung seong|차 cha|주 joo ju|우 woo u|구 koo gu|민 min|나 na|진 jin|지 ji|엄 eom um|반 ban|변 byun byeon|여 yeo|추 choo chu`

let families: Map<string, string[]> | undefined

/**
 * The usual spellings of a name in Hangul: 김철수 as "kim cheolsu", "kim cheol su" and "gim cheolsu". `romanise` converts
 * one syllable by the Revised Romanisation.
 */
export function fromHangul(name: string, romanise: (syllable: string) => string): string[] {
  families ??= new Map(
    FAMILIES.trim()
      .split(/[|\n]/)
      .map(line => line.split(' '))
      .map(([family = '', ...spellings]) => [family, spellings]),
  )
  const syllables = [...name.replace(/\s+/g, '')]
  const [first = '', ...given] = syllables
  const rest = given.map(romanise)
  const spellings = syllables.length <= 4 ? (families.get(first) ?? [romanise(first)]) : [romanise(first)]
  return spellings.flatMap((family, at) => [
    [family, rest.join('')].join(' ').trim(),
    ...(at === 0 && rest.length > 1 ? [[family, ...rest].join(' ')] : []),
  ])
}
