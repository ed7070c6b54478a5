import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chooseJava, findJavas, type Java, LATEST_VERSION, LTS_VERSION } from '../../../server/launcher/java.ts'
import { ProviderUnavailable } from '../../../server/launcher/launcher-errors.ts'
import { fakeJava, temporaryFolder } from './fake-programs.ts'

const java = (major: number, chosen = false): Java => ({ path: `/opt/java-${major}/bin/java`, major, chosen })

describe('finding Javas', () => {
  test('the search for Java lists JAVA_HOME first, then the PATH, then the usual places, each Java once', async () => {
    const root = temporaryFolder()
    fakeJava(join(root, 'home'), '21.0.2')
    fakeJava(join(root, 'path'), '17.0.15')
    mkdirSync(join(root, 'jvm'))
    fakeJava(join(root, 'jvm/eight'), '1.8.0_402')
    symlinkSync(join(root, 'path'), join(root, 'jvm/seventeen'))
    const found = await findJavas({ JAVA_HOME: join(root, 'home'), PATH: `${join(root, 'path/bin')}:/bin:/usr/bin` }, [
      join(root, 'jvm'),
    ])
    const ours = found.filter(({ path }) => path.startsWith(root))
    expect(ours.map(({ major, chosen }) => [major, chosen])).toEqual([
      [21, true],
      [17, false],
      [8, false],
    ])
  })
})

describe('choosing a Java and a Neo4j', () => {
  test('Java 17 and Java 21 run the long-term version', () => {
    expect(chooseJava([java(17)]).version).toBe(LTS_VERSION)
    expect(chooseJava([java(21)]).version).toBe(LTS_VERSION)
  })

  test('the newer Neo4j is chosen only when every Java found is too new for the long-term one', () => {
    expect(chooseJava([java(25)]).version).toBe(LATEST_VERSION)
    expect(chooseJava([java(25), java(17)])).toEqual({ java: java(17), version: LTS_VERSION })
  })

  test('JAVA_HOME takes precedence over a more suitable Java, unless it is too old', () => {
    expect(chooseJava([java(25, true), java(17)])).toEqual({ java: java(25, true), version: LATEST_VERSION })
    expect(chooseJava([java(11, true), java(17)]).java.major).toBe(17)
  })

  test('data are opened by the version that wrote them, or by a newer one', () => {
    expect(chooseJava([java(25), java(21)], { kept: LATEST_VERSION })).toEqual({
      java: java(25),
      version: LATEST_VERSION,
    })
    expect(chooseJava([java(25)], { kept: LTS_VERSION }).version).toBe(LATEST_VERSION)
    expect(() => chooseJava([java(17)], { kept: LATEST_VERSION })).toThrow(`found Java 17`)
  })

  test('a Neo4j older than the data is refused', () => {
    expect(() => chooseJava([java(17)], { kept: LATEST_VERSION, wanted: LTS_VERSION })).toThrow(
      'an older version cannot read them',
    )
  })

  test('a Java that is too old is named, with the versions that are needed', () => {
    const choose = () => chooseJava([java(11)])
    expect(choose).toThrow(ProviderUnavailable)
    expect(choose).toThrow('found Java 11 (/opt/java-11/bin/java)')
    expect(choose).toThrow('requires Java 17 to 21')
  })
})
