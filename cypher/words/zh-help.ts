/** What is told of parameters, in Chinese, by what their schemas say in English. */
export const help: Record<string, string> = {
  'A date, as vague as it is known: 2024-05-15, 2024-05, 2023~, 2022/2023. What is definite is so on every day it can mean.':
    '日期，所知多细就写多细：2024-05-15、2024-05、2023~、2022/2023。“确定”指在它可能指的每一天都成立。',
  'A name as it may be spelled, in any script.': '大致写法的名称，任何文字均可。',
  'A name or a part of one, in any script. The closest 500 names are ranked and counted, however many there are.':
    '名称或名称的一部分，任何文字均可。无论有多少，只对最接近的 500 个排序和计数。',
  'A person or an organisation: an id, or a name or alias that only one bears.':
    '人物或机构：标识，或唯一的名称或别名。',
  'A person: an id, or a name or alias that only one person bears.': '人物：标识，或唯一的名称或别名。',
  'An organisation: an id, or a name or alias that only one organisation bears.': '机构：标识，或唯一的名称或别名。',
  'Days between two rows of a cohort, 1 to 3650; a cohort has at most 61 rows.':
    '同组两行之间相隔的天数，1 至 3650；每组最多 61 行。',
  'Events so many days before and after a wave are shown with it, 0 to 3650.':
    '一并显示离职潮前后多少天内的事件，0 至 3650。',
  'Fewer leavings than this are no wave, 2 to 1000.': '离开人次少于此数不算离职潮，2 至 1000。',
  'Fewest people in a group, 2 or more.': '一组最少人数，不少于 2。',
  'First cohort, as any day or year in it.': '第一组，写其中任何一天或年份。',
  'First day of the joining; a month or a year begins with its first day.': '加入的首日；月或年从其第一天算起。',
  'First day of the leaving; a month or a year begins with its first day.': '离开的首日；月或年从其第一天算起。',
  'First day of the window in which they left; a month or a year begins with its first day.':
    '离开期间的首日；月或年从其第一天算起。',
  'First day of the window; a month or a year begins with its first day.': '期间的首日；月或年从其第一天算起。',
  'First period of the earlier time to compare with; needs baselineTo.':
    '用作比较的较早时期的第一个时段；须同时给出 baselineTo。',
  'First period, as any day, month or year in it; else that of the first dated leaving.':
    '第一个时段，写其中任何一天、月或年；不填则从首次有日期的离开算起。',
  'How long a period is.': '一个时段多长。',
  'How many generations to follow, 1 to 4.': '追溯几代，1 至 4。',
  'How many letters of a name may differ, 0 to 2; words of one or two letters must be the same. With 2, short names are near by chance.':
    '名称可相差几个字母，0 至 2；一两个字母的词须完全相同。取 2 时，短名称常会碰巧相近。',
  'How many periods before each are its baseline, 1 to 120; fewer where the record of the organisation is younger.':
    '取之前多少个时段作基线，1 至 120；机构的记录较短时取得更少。',
  'Last cohort, as any day or year in it.': '最后一组，写其中任何一天或年份。',
  'Last day of the joining; a month or a year ends with its last day.': '加入的末日；月或年到其最后一天为止。',
  'Last day of the leaving; a month or a year ends with its last day.': '离开的末日；月或年到其最后一天为止。',
  'Last day of the window in which they left; a month or a year ends with its last day.':
    '离开期间的末日；月或年到其最后一天为止。',
  'Last day of the window; a month or a year ends with its last day.': '期间的末日；月或年到其最后一天为止。',
  'Last period of the earlier time to compare with; needs baselineFrom.':
    '用作比较的较早时期的最后一个时段；须同时给出 baselineFrom。',
  'Last period, as any day, month or year in it; else that of the last dated leaving.':
    '最后一个时段，写其中任何一天、月或年；不填则到最后一次有日期的离开为止。',
  'Most days from the first leaving to the last, 1 to 3660.': '从最先离开到最后离开最多多少天，1 至 3660。',
  'Most relationships in a path, 1 to 8; from one person to a colleague are 2.':
    '路径最多经过多少条关系，1 至 8；从一人到其同事为 2。',
  'Most steps from the one to the other, 1 to 3; 1 is to be colleagues.': '两人之间最多多少步，1 至 3；1 即同事。',
  'Most such events to show with each, 0 to 200.': '每次最多显示多少个此类事件，0 至 200。',
  'Of one person or organisation: an id, or a name or alias that only one bears. Without it, everywhere.':
    '只看一个人物或机构：标识，或唯一的名称或别名。不填则看全部。',
  'Only those who went to this organisation: an id, or a name or alias that only one bears.':
    '只看去了这家机构的人：标识，或唯一的名称或别名。',
  'People who joined in the same period are counted together.': '同一时段加入的人合并统计。',
  'Pairs of which kind, where no one is asked for.': '未指定对象时，看哪一类。',
  'Pairs with this person or organisation: an id, or a name or alias that only one bears.':
    '只看与此人物或机构相近的：标识，或唯一的名称或别名。',
  'The day to ask of, as vague as it is known; founders of a later day are left out. Else what the sources leave it at.':
    '所问之日，所知多细就写多细；更晚的创办人不计。不填则以来源最后所述为准。',
  'The day up to which stays are followed; a month or a year ends with its last day. By default the newest day on which a source of the organisation was published or retrieved.':
    '跟踪任职到哪一天；月或年到其最后一天为止。不填则取该机构的来源最新的发表或取得日期。',
  'The id of one source. Without it, all of them, the most used first.':
    '一个来源的标识。不填则列出全部，用得最多的在前。',
  'The most likely that so many are by chance in a wave, above 0 and up to 0.2.':
    '把这么多人离开归于偶然的概率上限，大于 0，不超过 0.2。',
  'The organisation that was left: an id, or a name that only one bears. Without it, every organisation.':
    '被离开的机构：标识，或唯一的名称。不填则看所有机构。',
  'This role alone, as sources write it; case, accents, spaces and hyphens make no difference.':
    '只看此职务，按来源的写法；不计大小写、重音符、空格与连字符。',
  'Those who may have left on this day or after it; a month or a year begins with its first day.':
    '可能在此日或之后离开的人；月或年从其第一天算起。',
  'Those who may have left on this day or before it; a month or a year ends with its last day.':
    '可能在此日或之前离开的人；月或年到其最后一天为止。',
  'Two to ten people, with commas between them: ids, or names or aliases that are unique. Give the id of a person whose name has a comma.':
    '二至十人，用逗号隔开：标识，或唯一的名称或别名。名称中有逗号的，请用标识。',
  'What the baseline is of the counts in its periods.': '基线取各时段人次的哪种统计量。',
  'What the path may go along, with commas between: was-at, joined, left, part-of. A stay (was-at) holds its joining and its leaving; the two are of use alone for rumours, which make no stay.':
    '路径可以沿着什么走，用逗号隔开：was-at、joined、left、part-of。任职（was-at）已含其加入与离开；后两者单用只对不构成任职的传闻有意义。',
  'Where no one is asked for: of how many to look up near spellings, 0 to 5000, in the order of their ids. Same names are compared for all.':
    '未指定对象时：按标识次序核对多少个的相近拼写，0 至 5000。同名则全部比较。',
  'Whether leading an organisation counts, or founding it alone.': '领导一家机构是否也算，还是只算创办。',
  'agree: all dates mean the same days; differ: they do not, and all can be true, as 2018 and about May 2018; contradict: not all can be true.':
    '一致：各日期所指的天相同；不同但相容：所指不同，但可同时成立，如 2018 与约 2018 年 5 月；互相矛盾：不能同时成立。',
  'possible: the shortest chain that may be; definite: the shortest of which every step is sure, which may be longer.':
    'possible：可能成立的最短链；definite：每一步都确定的最短链，可能更长。',
  'published: what the sources had said by then; recorded: what this database held then.':
    'published：截至当时来源已说的；recorded：截至当时本数据库已录的。',
}

/** The one text that holds a number of its own. */
const ROWS = /^Most rows to answer with, 1 to (\d+)\.$/
export const helpFor = (text: string): string | undefined =>
  help[text] ?? (ROWS.test(text) ? text.replace(ROWS, '最多返回多少行，1 至 $1。') : undefined)
