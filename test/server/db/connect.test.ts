import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { connect, isRetryable, isUnreachable } from '../../../server/db/connect.ts'

const HANDSHAKE = Buffer.from([0, 0, 8, 5])

test.each([
  ['when it is opened', 0],
  ['in the handshake', 1],
  ['in the login', 2],
])(
  'a connection that is lost %s counts as a database that does not answer, whether it is reset or closed',
  async (_when, pieces) => {
    for (const lose of [(socket: Socket) => socket.resetAndDestroy(), (socket: Socket) => socket.end()]) {
      const server = createServer(socket => {
        let count = 0
        socket.on('error', () => {})
        if (pieces === 0) return lose(socket)
        socket.on('data', () => {
          if (++count === pieces) lose(socket)
          else socket.write(HANDSHAKE)
        })
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const driver = connect({ uri: `bolt://127.0.0.1:${port}`, user: 'neo4j', password: 'any' })
      const error = await driver
        .session()
        .run('RETURN 1')
        .catch((thrown: unknown) => thrown)
      expect([isUnreachable(error), isRetryable(error)], String(error)).toEqual([true, true])
      await driver.close()
      server.close()
    }
  },
)
