import { bigWorld } from './worlds/big.ts'

console.log(
  await bigWorld({
    people: Number(process.argv[2]) / 4,
    organisations: Math.round(Number(process.argv[2]) / 200),
    claims: Number(process.argv[2]),
  }),
)
