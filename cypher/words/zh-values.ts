/** Words of closed lists, by the columns and parameters that hold them: elsewhere the same word is text of a source. */

const certainty = { definite: '确定', possible: '可能' }
const status = { confirmed: '已证实', reported: '有报道', rumoured: '传闻', denied: '被否认', scheduled: '预定' }
const events = { joined: '加入', left: '离开', present: '曾在', 'part-of': '隶属' }
const disputes = {
  date: '日期不一',
  denied: '有来源否认',
  manner: '方式不一',
  order: '先后矛盾',
  role: '职务不一',
  rumoured: '仅为传闻',
}
const kinds = { person: '人物', organisation: '机构', node: '节点', relationship: '关系' }
const told = { known: '已知', undisclosed: '未公开', several: '不止一人', 'none reported': '无来源提及' }
const periods = { month: '月', quarter: '季', 'half-year': '半年', year: '年' }

export const values: Record<string, Record<string, string>> = {
  about: disputes,
  agreement: { agree: '一致', differ: '不同但相容', contradict: '互相矛盾' },
  basis: { published: '已发表', recorded: '已录入' },
  by: { founded: '创办', led: '领导', founding: '创办', 'founding or leading': '创办或领导' },
  certainty,
  change: { joined: '加入', left: '离开', recorded: '录入', withdrawn: '撤回' },
  cohort: periods,
  destination: told,
  disputes,
  event: events,
  filled: told,
  kind: kinds,
  leftOut: { 'vague joining': '加入日期不足以归组', 'joined later': '在该日之后加入' },
  manner: {
    founded: '创办',
    hired: '受聘',
    appointed: '任命',
    promoted: '晋升',
    transferred: '调动',
    returned: '回归',
    enrolled: '入学',
    undisclosed: '方式未公开',
    resigned: '辞职',
    dismissed: '被解雇',
    'laid-off': '被裁',
    retired: '退休',
    died: '去世',
    graduated: '毕业',
    ended: '结束',
  },
  order: certainty,
  origin: told,
  period: periods,
  reason: { 'same name': '同名', 'word order': '词序不同', spelling: '拼写相近' },
  statistic: { mean: '平均数', median: '中位数' },
  status: { ...status, there: '仍在', left: '已离开', unknown: '不明' },
  together: certainty,
  type: {
    company: '公司',
    team: '团队',
    board: '董事会',
    university: '大学',
    publisher: '媒体',
    nonprofit: '非营利机构',
    government: '政府',
    other: '其他',
  },
  within: certainty,
}
