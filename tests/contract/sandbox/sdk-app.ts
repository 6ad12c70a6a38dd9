import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join, dirname } from 'node:path'

export interface SdkApp { origin: string, close: () => void }

const PAGE = `<!doctype html><meta charset="utf-8"><title>Test application</title><script src="/sdk.js"></script>
<h1>Test application</h1><output></output>
<script type="module">
  window.b24 = await B24Js.initializeB24Frame()
  document.querySelector('output').textContent = 'ready'
</script>`

/** The smallest application: every address answers one page that starts the real b24jssdk. On `localhost`, so cross-site to the portal. */
export async function startSdkApp(): Promise<SdkApp> {
  const sdkFolder = dirname(createRequire(import.meta.url).resolve('@bitrix24/b24jssdk/package.json'))
  const sdk = await readFile(join(sdkFolder, 'dist/umd/index.min.js'))
  const server = createServer((request, response) => {
    request.resume()
    if (request.url === '/sdk.js') response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=3600' }).end(sdk)
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The test application listens on no port.')

  return {
    origin: `http://localhost:${address.port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
