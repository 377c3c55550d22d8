import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { luaError } from './lua-error.js'
import { type Address, type Problem, type RunEvent, type RunRequest, splitLines } from './protocol.js'

/** Runs a file; `onEvent` is called with each event as it comes. Rejects when the server goes before the last one. */
export async function askToRun(
  address: Address,
  body: RunRequest,
  onEvent: (event: RunEvent) => void,
): Promise<void> {
  const response = await post(address, '/run', body)
  response.setEncoding('utf8')
  let pending = ''
  for await (const chunk of response) {
    const { lines, rest } = splitLines(pending + chunk)
    pending = rest
    for (const line of lines) onEvent(JSON.parse(line) as RunEvent)
  }
}

async function post({ port, token }: Address, path: string, body: unknown): Promise<IncomingMessage> {
  // A connection of its own: one kept open may just be closed by the other side when it is needed.
  const sent = request({
    host: '127.0.0.1',
    port,
    path,
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  })
  sent.end(JSON.stringify(body))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  if (response.statusCode === 200) return response
  throw luaError(JSON.parse(await text(response)) as Problem)
}
