import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Lock } from '../../server/launcher/lock.ts'

/** Repeatedly increments a number in a file under a lock. Counts are lost if two processes ever hold the lock. */
const [file = '', counter = '', rounds = '0'] = process.argv.slice(2)

async function main() {
  for (let round = 0; round < Number(rounds); round++) {
    const lock = new Lock(file)
    await lock.acquire(() => {})
    const count = Number(readFileSync(counter, 'utf8'))
    await sleep(1)
    writeFileSync(counter, String(count + 1))
    lock.release()
  }
}

main()
