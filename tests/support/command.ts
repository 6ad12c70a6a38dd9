import { execFile } from 'node:child_process'

/** Milliseconds: a process has to start on a busy machine. */
export const patience = 30_000

export interface Ended { code: number | string, output: string }

/** A command of package.json as `npm run` starts it, with nothing but the given environment. */
export function runCommand(name: string, environment: Record<string, string>, args: string[] = []): Promise<Ended> {
  return new Promise(done => execFile(process.execPath, [`commands/${name}.ts`, ...args], { env: environment },
    (error, stdout, stderr) => done({ code: error ? error.code ?? 'killed' : 0, output: stdout + stderr })))
}
