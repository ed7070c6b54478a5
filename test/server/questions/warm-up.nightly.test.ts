import { expect, inject, test } from 'vitest'
import { connect } from '../../../server/db/connect.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { warmPlans } from '../../../server/questions/warm-up.ts'
import { wipe } from '../../setup/database.ts'
import { recording } from '../../setup/recording.ts'
import { loadSmallWorld } from '../../worlds/small.ts'

test('warming plans and runs every question', async () => {
  const driver = connect(inject('neo4j'))
  await wipe(driver)
  await loadSmallWorld(driver)
  const questions = await readQuestions()
  const { driver: recorder, runs } = recording(driver)
  await warmPlans(recorder, questions, new AbortController().signal)
  const asked = new Set(runs.map(({ cypher }) => cypher))
  const missing = [...questions.values()].filter(({ cypher }) => !asked.has(cypher))
  expect(missing.map(({ name }) => name)).toEqual([])
  await driver.close()
})
