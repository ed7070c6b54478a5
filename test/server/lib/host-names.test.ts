import { describe, expect, test } from 'vitest'
import { isLoopback, matchesHost, readHost, readHostPattern } from '../../../server/lib/host-names.ts'

describe('hosts', () => {
  test.each([
    ['localhost', 'localhost', ''],
    ['LocalHost:3000', 'localhost', '3000'],
    ['graph.example.org.', 'graph.example.org', ''],
    ['127.0.0.1:80', '127.0.0.1', '80'],
    ['[::1]:3000', '::1', '3000'],
    ['[0:0:0:0:0:0:0:1]', '::1', ''],
    ['my_host', 'my_host', ''],
  ])('the host "%s" is read as the name %s and the port "%s"', (text, name, port) => {
    expect(readHost(text)).toEqual({ name, port })
  })

  test.each([
    [''],
    [' '],
    [':3000'],
    ['localhost..'],
    ['.localhost'],
    ['localhost:http'],
    ['localhost:3000:1'],
    ['localhost, evil.example'],
    ['user@localhost'],
    ['localhost@evil.example'],
    ['localhost/'],
    ['http://localhost'],
    ['::1'],
    ['[::1'],
    ['[fe80::1%25eth0]'],
    ['[fe80::1%eth0]'],
    ['[127.0.0.1]'],
    ['local host'],
    ['例え.jp'],
    ['a'.repeat(300)],
  ])('the text "%s" is not a host', text => {
    expect(readHost(text)).toBeNull()
  })

  test.each(['localhost', 'app.localhost', '127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1'])(
    '%s is a loopback host',
    name => {
      expect(isLoopback(name)).toBe(true)
    },
  )

  test.each([
    ['a name that begins with localhost', 'localhost.evil.example'],
    ['a name that ends with localhost', 'evil-localhost'],
    ['a name that begins with an address', '127.0.0.1.evil.example'],
    ['a short address', '127.1'],
    ['an octal address', '0177.0.0.1'],
    ['a hexadecimal address', '0x7f000001'],
    ['a decimal address', '2130706433'],
    ['all addresses', '0.0.0.0'],
    ['another address', '192.168.1.5'],
    ['another IPv6 address', '::2'],
  ])('%s is not a loopback host', (_what, name) => {
    expect(isLoopback(name)).toBe(false)
  })
})

describe('allowed hosts', () => {
  test.each([
    ['graph.example.org', 'Graph.Example.org:8080', true],
    ['graph.example.org', 'www.graph.example.org', false],
    ['graph.example.org', 'graph.example.org.evil.example', false],
    ['graph.example.org', 'xgraph.example.org', false],
    ['.example.org', 'example.org', true],
    ['.example.org', 'a.b.example.org', true],
    ['.example.org', 'evilexample.org', false],
    ['*.example.org', 'a.example.org', true],
    ['*.example.org', 'example.org', false],
    ['*.example.org', 'evilexample.org', false],
    ['graph.example.org:8443', 'graph.example.org:8443', true],
    ['graph.example.org:8443', 'graph.example.org:8444', false],
    ['graph.example.org:8443', 'graph.example.org', false],
    ['graph.example.org:443', 'graph.example.org', true],
    ['192.168.1.5', '192.168.1.5:3000', true],
    ['192.168.1.5', '192.168.1.50', false],
    ['[2001:db8::1]', '[2001:DB8:0::1]:3000', true],
    ['*', 'whatever.example:1', true],
    ['*', '10.0.0.7', true],
  ])('the entry %s for the host %s decides: %s', (entry, text, isAllowed) => {
    const [pattern, host] = [readHostPattern(entry), readHost(text)]
    expect(pattern && host && matchesHost(host, pattern)).toBe(isAllowed)
  })

  test.each(['', '*.', '.', '**', '*example.org', 'a.*.org', '*:3000', 'http://a.org', 'a.org/x', '*.10.0.0.1'])(
    'the entry "%s" is rejected',
    entry => {
      expect(readHostPattern(entry)).toBeNull()
    },
  )
})
