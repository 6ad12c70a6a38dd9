import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../sandbox/index.ts'
import { startApp } from '../support/app.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await createSandbox()
})

afterAll(() => sandbox.close())

test('on a port that is taken the server ends, with a code and a sentence that say so', async () => {
  const { hostname, port } = new URL(sandbox.oauth.url)

  const start = startApp(sandbox, { HOST: hostname, PORT: port })

  await expect(start).rejects.toThrow(new RegExp(`ended with 1:[^]*Sidenote cannot listen \\(PORT, HOST\\): .*${port}`))
})
