import { type Html, html } from './html.ts'
import { type Language, words } from './page-words.ts'

/**
 * Code examples that ask the question. `URL` encodes every character that has a meaning in a shell, in quotes or in a
 * programming language.
 */
export function samples(url: URL, language: Language): Html {
  const t = words[language]
  return html`<section aria-labelledby="code">
<h2 id="code">${t.code}</h2>
<p>${t.codeText}</p>
${Object.entries(sampleTexts(url)).map(
  ([name, text], at) =>
    html`<details${at === 0 ? html` open` : null}><summary>${name}</summary><pre tabindex="0"><code data-sample="${name}">${text}</code></pre></details>`,
)}
</section>`
}

export function sampleTexts(url: URL): Record<'curl' | 'JavaScript' | 'Python' | 'R', string> {
  const csv = new URL(url)
  csv.pathname += '.csv'
  return {
    curl: `curl '${url}'`,
    JavaScript: `const response = await fetch('${url}')
const { rows, total, next } = await response.json()
console.log(rows)`,
    Python: `import json
from urllib.request import urlopen

with urlopen("${url}") as response:
    answer = json.load(response)
print(answer["rows"])`,
    R: `rows <- read.csv("${csv}", encoding = "UTF-8", check.names = FALSE)
print(rows)`,
  }
}
