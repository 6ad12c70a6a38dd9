/**
 * The values of a stream of newline-delimited JSON, as they arrive. Chunks may end anywhere, inside a line and inside a character;
 * a last line without its newline counts. What a line is, is the contract of our own server.
 * @throws SyntaxError when a line is not JSON, such as the half of one that a cut connection leaves
 */
export async function* jsonLines<Line>(stream: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunksOf(stream)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines.filter(Boolean)) yield JSON.parse(line)
  }
  rest += decoder.decode()
  if (rest.trim()) yield JSON.parse(rest)
}

/** Not every browser can iterate a stream itself. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  }
  finally {
    reader.releaseLock()
  }
}
