/**
 * Column-name vocabulary in English, German, French, Spanish and Chinese. Each expression is applied to the output of
 * `wordsOf`.
 */

/** Joins alternatives that span several lines. */
const joined = (alternatives: string) => alternatives.replace(/\s*\n\s*/g, '')
const words = (latin: string, chinese?: string) =>
  new RegExp(`(?:^| )(?:${joined(latin)})(?= |$)${chinese ? `|${chinese}` : ''}`)
/** Matches the last word: a "club president" is no club. */
const atEnd = (latin: string, chinese: string) =>
  new RegExp(
    `(?:^| )(?:${joined(latin)})(?: (?:names?|label|title|full name|code|\\d))*$|(?:${chinese})(?:名称|全称|简称|名)?$`,
  )

export const BIRTH = words(
  `
    birth\\w*|born|dob|geburt\\w*|geboren|naissance|nacimiento|death|died|deceased|deces|sterbe\\w*|
    fallecimiento`,
  '出生|生日|去世|逝世|死亡',
)
export const RECORD_DATE = words(
  `
    updated|modified|created|retrieved|accessed|scraped|connected on|timestamp|last seen|added|imported|as of|
    stand|mis a jour|actualizado`,
  '更新|创建|录入',
)
/** Dates of other periods than a stay: a renewable contract, a loan, a holiday. */
export const OTHER_PERIOD = words(
  `contract|probation\\w*|trial|visa|notice|warranty|loan|fiscal|maternity|parental|vacation|holidays?|sick|absence|sabbatical|
    leave (?:start|end|begin|from|to|type|days?|dates?|request)|on leave|vertrags?\\w*|probezeit|urlaubs?\\w*|contrat|conges?|
    periode d essai|contrato|prueba|vacaciones`,
  '合同|试用|休假|请假',
)
export const NEVER = words(
  `
    image|photo|picture|email|e mail|mail|phone|telephone|fax|gender|sex|salary|fee|fees|age|length|duration|
    tenure|days|user name|file name|sort name|twitter|facebook|youtube|description|notes?|comments?|summary|
    weight|amount|size|count`,
  '性别|年龄|电话|邮箱|薪|备注|时长|天数',
)

export const SOURCE_URL =
  /^(sources?|quelle|reference|citation|fuente)( \w+)? (url|link|href)$|^(url|link) (source|fuente)$|^(来源|出处)(链接|网址)$/
export const SOURCE =
  /^(sources?|quellen?|references?|citations?|fuentes?|publisher|来源|出处|媒体|资料来源|信息来源|信源)( name| title| document)?$/
export const PAGE =
  /^(pages?|page (no|number)|seite|pagina|paragraph|ref|ref(erence)? (no|number|id)|footnote|页码?|文号)$/
export const URL = words('url|link|href|permalink|website|homepage|web page', '链接|网址')

export const ID =
  /(?:^| )(ids?|identifier|uuid|guid|key|code|no|nr|number|nummer|numero|matricule|legajo|personalnummer|bioguide|wikidata)$|编号|工号|代码|序号|号码/
export const PERSON_ID = words(
  `
    (person|people|employee|player|staff|member|worker|individual|politician|legislator|mitarbeiter) (id|identifier|no|nr|number|code|uuid)|
    personalnummer|matricule|legajo|bioguide( id)?`,
  '工号|员工编号|人员编号',
)
export const ALIAS = words(
  `
    alias(es)?|also known( as)?|aka|other names?|nick name|nickname|former names?|maiden name|previous names?|
    spitzname|surnom|apodo`,
  '别名|英文名|曾用名',
)

export const FIRST_NAME =
  /(?:^| )(first|given|fore|christian) names?$|^(name )?first$|(?:^| )(vornamen?|rufname|prenoms?)$|^(nombres?|nombre de pila|名)$/
export const MIDDLE_NAME = /(?:^| )middle( names?| initial)?$|^(zweiter vorname|deuxieme prenom|segundo nombre|中间名)$/
export const LAST_NAME =
  /(?:^| )(last|family|sur) names?$|^surname$|^(name )?last$|(?:^| )(nachname|familienname|zuname|nom de famille|apellidos?( \w+)?)$|^(primer|segundo) apellido$|^姓氏?$/
export const SUFFIX = /^(name )?suffix$|^generation$/

export const ANNOUNCED = words(
  'announced?|announcement|published|angekundigt|bekanntgabe|annonce|anunciado|anuncio',
  '公布|宣布|公告',
)
export const START = words(
  `
    start(ed|ing|s)?|begin(s|ning)?|began|join(ed|ing|s)?|hir(e|ed|ing)|appointed|since|entry|entered|
    took office|first( working)? day|commence\\w*|onboard\\w*|valid from|startdatum|beginn\\w*|eintritts?\\w*|
    anfang|einstellung\\w*|amtsantritt|seit|debut|entree|embauche|arrivee|depuis|prise de (poste|fonctions?)|
    inicio|ingreso|alta|comienzo|incorporacion|contratacion|nombramiento`,
  '入职|加入|到任|就任|上任|履新|开始|起始|起任|任职(?:时间|日期)',
)
export const END = words(
  `
    end(ed|s|ing)?|finish(ed|es)?|left|leav(e|es|ing)|exit(ed)?|depart(ed|ure|ures)?|terminat\\w*|separation|
    resign(ed|ation)|last( working)? day|until|till|valid to|enddatum|ende|austritts?\\w*|ausgeschieden|
    amtsende|ausscheiden|fin|sortie|jusqu|cessation|salida|baja|cese|termino`,
  '离职|离任|卸任|离开|离队|结束|终止|截止|届满',
)
export const DATE = words(
  `
    dates?|day|when|years?|seasons?|saison|temporada|datum|tag|jahr|jour|annee|fecha|ano|dia|time|point in time|
    month|on`,
  '日期|时间|年份|年月|年度|赛季|时候',
)
export const SEASON = words('seasons?|saison|temporada', '赛季')
export const FROM = /^(from|von|de|du|desde|ab|从|自)( date)?$/
export const TO = /^(to|bis|nach|zu|a|au|hasta|到|至)( date)?$/
export const TERM = words('terms?|mandat\\w*|legislat\\w*|sessions?|amtszeit|wahlperiode|periodo|congress', '届')

export const PREVIOUS = words(
  `
    previous(ly)?|prior|former(ly)?|old|past|origin|coming from|came from|moved from|from|ancien(ne)?|
    precedente?|provenance|anterior|procedencia|fruher\\w*|vorherig\\w*|ehemalig\\w*|bisherig\\w*|alter|
    abgebend\\w*|herkunft\\w*`,
  '原(?!因)|前(?=公司|单位|雇主|东家|俱乐部|职|任)|上家|转出|来自|来源(?=公司|单位)',
)
export const NEXT = words(
  `
    new|next|destination|left for|moved to|went to|going to|to|future|subsequent|nouve(?:au|l|lle)|futur|suivante?|
    nuev[oa]|destino|proxim[oa]|siguiente|neue[rs]?|nachst\\w*|aufnehmend\\w*|ziel\\w*|verbleib`,
  '去向|下一站|新(?=公司|单位|雇主|东家|俱乐部|职)|下家|转入|加盟|跳槽至',
)
export const COUNTERPART = words('involved|counterpart|opposite|opposing|other', '对方')

export const PLACE = atEnd(
  `
    country|nation|nationality|city|town|state|province|region|county|location|place|address|area|wards?|
    districts?|constituency|electorate|territory|land|stadt|ort|bundesland|wahlkreis|staat|standort|
    staatsangehorigkeit|pays|ville|lieu|circonscription|pais|ciudad|lugar|provincia|municipio|nacionalidad|
    nationalite`,
  '国家|国籍|城市|地区|地点|省份?|籍贯|所在地|选区',
)
export const UNIT = atEnd(
  `
    departments?|dept|division|unit|branch|section|group|abteilung|bereich|referat|service|departement|
    departamento|seccion|league|competition`,
  '部门|科室|事业部|联赛',
)
export const PARTY = atEnd(
  'party|partei|parti|partido|faction|fraktion|political group|parliamentary group',
  '党派|政党',
)

/** Words for organisations with the type of each; `company` and `other` are the weakest. */
export const ORGANISATIONS: readonly (readonly [type: string, words: RegExp])[] = [
  [
    'university',
    atEnd(
      `
    university|universitat|universite|universidad|schools?|ecole|escuela|schule|hochschule|college|alma mater|
    educated at`,
      '大学|学校|院校',
    ),
  ],
  [
    'government',
    atEnd(
      `
    ministry|ministere|ministerio|ministerium|councils?|chamber|parliament|parlement|parlament|senate|
    legislature|cabinet|municipality|gemeinde|commune|ayuntamiento|gobierno|behorde|government`,
      '部委|政府|议会|国会|委员会',
    ),
  ],
  ['team', atEnd('clubs?|team|squad|verein\\w*|equipe|equipo|mannschaft', '俱乐部|球队|球会|战队')],
  ['board', atEnd('boards?|committee|aufsichtsrat|vorstand|conseil d administration|consejo', '董事会')],
  ['publisher', atEnd('newspaper|publisher|magazine|media outlet|zeitung|verlag|periodico', '报社|出版社')],
  ['nonprofit', atEnd('charity|ngo|foundation|nonprofit|non profit|stiftung|fondation|fundacion', '基金会')],
  [
    'company',
    atEnd(
      `
    compan(?:y|ies)|firm|employers?|corporation|startup|business|firma|firmenname|unternehmen\\w*|
    arbeitgeber\\w*|entreprise|societe|employeur|empresa|compania|empleador`,
      '公司|企业|雇主|东家',
    ),
  ],
  [
    'other',
    atEnd(
      `
    organi[sz]ations?|organisme|organizacion|institutions?|institut|agency|orgs?|association|workplace|
    affiliation|member of|memberships?|union|einrichtung|institucion`,
      '机构|单位|组织',
    ),
  ],
]

export const ROLE = words(
  `
    roles?|title|positions?|post|job|function|rank|designation|occupation|office (?:held|title)|funktion|stelle|beruf|titel|
    amt|poste|fonction|emploi|metier|titre|cargo|puesto|funcion|ocupacion|executive`,
  '职位|职务|岗位|头衔|职称|职衔',
)
export const REASON = words(
  `
    reason|cause|why|grund|austrittsgrund|kundigungsgrund|motif|raison|motivo|razon|causa`,
  '原因|理由',
)
export const MANNER = words(
  `
    manner|(leaving|departure|exit|termination|separation|austritts?|abgangs?) ?(type|kind|category|manner|art)|
    kundigungsart|austrittsart|tipo de (baja|salida|cese)|type de (depart|sortie)`,
  '离职方式|离职类型|方式',
)
export const EVENT = words(
  `
    events?|movement|direction|action|change|transition|status|vorgang|bewegung|ereignis|mouvement|evenement|
    evento|movimiento|estado|statut`,
  '事件|变动|异动|动态|状态',
)
export const TYPE = words(
  'types?|kind|art|label|relation|relationship|rel type|category( id)?|tipo|genre',
  '类型|关系|类别',
)

export const FULL_NAME =
  /^(the )?((full|complete|display|official|legal|common|preferred|person|people|employee|player|member|staff|staff member|worker|appointee|councill?or|senator|legislator|politician|candidate|student|graduate|alumnus|individual|leaver|joiner|human|vollstandiger|contact) )*(name|full|full name|names)$|^(name )?(official )?full$|^(nom|nombre) complet[eo]?$|^nom (du|de la|de l) (salarie|joueur|employe|personne|collaborateur)$|^nombre del? (empleado|jugador|trabajador|la persona)$|^(mitarbeiter|spieler|personen|angestellten)name$|^nom et prenoms?$|^nom prenom$|^姓名$|(人员|员工|球员|成员|人物|选手)(姓名|名称|名字|名)?$|^(人名|名字)$/
export const PERSON = words(`
    person|people|player|employee|staff|staff member|worker|appointee|member|colleague|councill?or|senator|
    legislator|politician|candidate|office holder|holder|incumbent|individual|human|who|leaver|joiner|student|graduate|alumn\\w+|new hire|
    athlete|coach|mitarbeiter\\w*|angestellter?|spieler\\w*|arbeitnehmer\\w*|salarie|employe|joueur|
    collaborateur|elu|empleado|trabajador|jugador|persona|miembro|nom|nombre|consultant|researcher|professor|
    scientist|lawyer|journalist`)
/** Words for people who may not be the subject of a row. */
export const OTHER_PERSON = words('president|director|ceo|minister|official|officer|executive|author|responsable')
/** Words for people who are never the subject of a row. */
export const RELATED_PERSON = words(
  `manager|supervisor|line manager|reports to|predecessor|successor|recruiter|agent|spouse|parent|vorgesetzter?|
    vorganger|nachfolger|predecesseur|successeur|jefe|predecesor|sucesor`,
  '上级|前任|继任|经理',
)
export const NAME = words('names?|nom|nombre|\\w+name', '姓名|名字|名称')

/** German compounds such as `Eintrittsdatum`. */
export const DATE_AT_END = /datum$|jahr$/
/** Whether a name states a direction only: `from`, `destination`, `去向`. */
export const isBare = (words: string): boolean =>
  /^((?:leaving |departure |exit )?destination|from|to|previous|next|new|old|former|origin|下一站|left for|(?:left|moved|went|came|transferred|joined) (?:to|from)|coming from|going to|left|joined|leaving|joining|von|nach|zu|ziel|herkunft|verbleib|de|a|vers|provenance|destino|procedencia|desde|hacia|去向|转入|转出|上家|下家|来自|从|到)$/.test(
    words,
  )
/** Words for begin and end of a membership, as in a party, rather than of an office. */
export const MEMBERSHIP =
  /\b(join|left|leav|enter|resign|exit|eintritt|austritt|adh[eé]sion|afiliaci[oó]n)|加入|入党|退/
