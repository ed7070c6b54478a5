import { BlockList, isIP } from 'node:net'

/** A host as a Host header or ALLOWED_HOSTS has it: the name in lower case, an address without brackets; the port may be empty. */
export interface Host {
  name: string
  port: string
}

/** One entry of ALLOWED_HOSTS. */
export interface HostPattern extends Host {
  /** `example.org`: no; `*.example.org`: only; `.example.org`: also. `*` is `only` with an empty name. */
  subdomains: 'no' | 'only' | 'also'
}

const HOST = /^(?:\[([\da-f:.]+)\]|([\w-]+(?:\.[\w-]+)*)\.?)(?::(\d{0,5}))?$/

/** 253 characters of a name, a trailing dot, a colon and a port. */
const MAX_LENGTH = 260

/** Reads one host with an optional port. Returns null for anything else, such as a list, a user or an IPv6 zone. */
export function readHost(text: string): Host | null {
  if (text.length > MAX_LENGTH) return null
  const [, address, name, port = ''] = HOST.exec(text.toLowerCase()) ?? []
  if (address !== undefined)
    return isIP(address) === 6 ? { name: new URL(`http://[${address}]`).hostname.slice(1, -1), port } : null
  return name === undefined ? null : { name, port }
}

/** Reads an entry of ALLOWED_HOSTS; null if it is none. */
export function readHostPattern(text: string): HostPattern | null {
  if (text === '*') return { name: '', port: '', subdomains: 'only' }
  const [, sign = ''] = /^(\*\.|\.)/.exec(text) ?? []
  const host = readHost(text.slice(sign.length))
  if (!host || (sign !== '' && isIP(host.name) !== 0)) return null
  return { ...host, subdomains: sign === '' ? 'no' : sign === '.' ? 'also' : 'only' }
}

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

/** `localhost`, its subdomains, 127.0.0.0/8 and ::1. Addresses in another notation, such as 127.1, are not recognised. */
export function isLoopback(name: string): boolean {
  const version = isIP(name)
  if (version !== 0) return LOOPBACK.check(name, version === 6 ? 'ipv6' : 'ipv4')
  return name === 'localhost' || name.endsWith('.localhost')
}

export const matchesHost = (host: Host, { name, port, subdomains }: HostPattern): boolean =>
  (port === '' || samePort(host.port, port)) &&
  ((subdomains !== 'only' && host.name === name) ||
    (subdomains !== 'no' && (name === '' || host.name.endsWith(`.${name}`))))

/** A client omits the port if it is the default one of the scheme, which a proxy may have changed. */
export const samePort = (one: string, other: string): boolean => (DEFAULT[one] ?? one) === (DEFAULT[other] ?? other)
const DEFAULT: Record<string, string> = { 80: '', 443: '' }
