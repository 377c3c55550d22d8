/**
 * Reads the engine's progress stream (one JSON object a line) to its end and hands over each message.
 * Rejects when the connection breaks or a line is not JSON.
 */
export async function followProgress<Message>(
  stream: NodeJS.ReadableStream,
  onMessage: (message: Message) => void,
): Promise<void> {
  let unfinished = ''
  // A character may be cut in two between chunks.
  stream.setEncoding('utf8')
  for await (const chunk of stream) {
    const lines = (unfinished + chunk).split('\n')
    unfinished = lines.pop() ?? ''
    for (const line of lines) takeLine(line, onMessage)
  }
  takeLine(unfinished, onMessage)
}

function takeLine<Message>(line: string, onMessage: (message: Message) => void): void {
  if (line.trim() !== '') onMessage(JSON.parse(line))
}
