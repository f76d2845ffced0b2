// The commands are run through a real shell parser, and every sentence of the folder exists in both languages.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { collectPlan, CollectTargetFault, type CollectTarget } from '../../../shared/counters/collect-command.ts'
import { createTranslate } from '../../../shared/i18n/translate.ts'

const targets: CollectTarget[] = [
  {},
  { port: 80, interface: 'eth0', seconds: 30 },
  { pod: 'web-7d9c-x2', namespace: 'shop', container: 'nginx', port: 8080 },
  { pod: 'web.0' },
  { container: 'containerd://0123abcd', port: 443 },
]

describe('collectPlan', () => {
  it.each(targets)('%j: every command is shell, every step has a sentence', (target) => {
    const { steps, byHand } = collectPlan(target)
    for (const { key, command } of [...steps, ...byHand]) {
      execFileSync('sh', ['-n', '-c', command])
      for (const language of ['en', 'zh-CN'] as const) expect(createTranslate(language)(key)).not.toBe(key)
    }
    expect(steps.at(-1)?.command).toContain('collect.sh')
  })

  it('goes from the pod to its network namespace', () => {
    const { steps, byHand } = collectPlan({ pod: 'web-1', namespace: 'shop', container: 'nginx', port: 80 })
    expect(steps.map(({ command }) => command)).toEqual([
      `kubectl -n shop get pod web-1 -o jsonpath='{.spec.nodeName}{" "}{.status.containerStatuses[?(@.name=="nginx")].containerID}{"\\n"}'`,
      `ID=CONTAINER_ID; ID=\${ID#*://}\nsudo crictl inspect --output go-template --template '{{.info.pid}}' "$ID" || sudo docker inspect -f '{{.State.Pid}}' "$ID"`,
      `ssh NODE 'sudo sh -s -- -n PID -p 80 -d 60 -o -' < collect.sh > web-1.tar.gz`,
      `kubectl debug node/NODE --profile=sysadmin --image=nicolaka/netshoot -i --quiet -- sh -s -- -n PID -p 80 -d 60 -o - < collect.sh > web-1.tar.gz`,
    ])
    expect(byHand.some(({ command }) => command.startsWith('sudo nsenter -t PID -n timeout 60 tcpdump -i any'))).toBe(
      true,
    )
  })

  it.each([
    { pod: "x'; rm -rf /" },
    { pod: 'A B' },
    { pod: 'ok', namespace: '-n' },
    { container: '$(id)' },
    { port: 0 },
    { port: 70_000 },
    { port: 1.5 },
    { interface: '-w /etc/passwd' },
    { interface: 'eth0;id' },
    { seconds: 0 },
    { seconds: 1e9 },
  ] satisfies CollectTarget[])('refuses %j with a sentence', (target) => {
    expect(() => collectPlan(target)).toThrow(CollectTargetFault)
    try {
      collectPlan(target)
    } catch (error) {
      if (!(error instanceof CollectTargetFault)) throw error
      expect(createTranslate('zh-CN')(error.key, error.params)).toMatch(/[\u4e00-\u9fff]/)
    }
  })
})

describe('sentences', () => {
  const folder = fileURLToPath(new URL('../../../shared/counters', import.meta.url))
  const keys = new Set(
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) =>
        [...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/'(counters\.[A-Za-z.]+)'/g)].map(
          (match) => match[1] ?? '',
        ),
      ),
  )
  it('every key that the folder uses exists in both languages', () => {
    expect(keys.size).toBeGreaterThan(25)
    for (const key of keys) {
      for (const language of ['en', 'zh-CN'] as const) {
        const sentence = createTranslate(language)(key, { source: 'x' })
        expect(sentence, key).not.toBe(key)
        if (language === 'zh-CN') expect(sentence, key).toMatch(/[\u4e00-\u9fff]/)
      }
    }
  })
})
