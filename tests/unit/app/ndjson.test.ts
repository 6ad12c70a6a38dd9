import { describe, expect, test } from 'vitest'
import { jsonLines } from '../../../app/utils/ndjson.ts'

const text = '{"step":"portal"}\n{"step":"Überprüfung"}\n{"state":"finished"}'

describe('reading lines of JSON', () => {
  test.each([1, 2, 3, 7, 1000])('gives every value, whatever the chunks: %i bytes each', async (size) => {
    const values = await collected(jsonLines(streamOf(chunked(text, size))))

    expect(values).toEqual([{ step: 'portal' }, { step: 'Überprüfung' }, { state: 'finished' }])
  })

  test('gives what came before the connection broke, then fails', async () => {
    const seen: unknown[] = []

    const reading = (async () => {
      for await (const value of jsonLines(streamOf(chunked(text.slice(0, 30), 1000)))) seen.push(value)
    })()

    await expect(reading).rejects.toThrow(SyntaxError)
    expect(seen).toEqual([{ step: 'portal' }])
  })

  test('skips empty lines, which keep a connection alive', async () => {
    const values = await collected(jsonLines(streamOf(chunked('\n\n1\n\n2\n', 2))))

    expect(values).toEqual([1, 2])
  })
})

function chunked(of: string, size: number): Uint8Array[] {
  const bytes = new TextEncoder().encode(of)
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.slice(index * size, (index + 1) * size))
}

function streamOf(chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

async function collected<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = []
  for await (const value of values) all.push(value)
  return all
}
