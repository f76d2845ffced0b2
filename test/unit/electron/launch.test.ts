// What a command line asks for, and how its wishes reach the page.
import { describe, expect, it } from 'vitest'
import { readLaunchArguments } from '../../../electron/files/launch-arguments.ts'
import { LaunchQueue, type LaunchWish } from '../../../electron/files/launch-queue.ts'
import type { LaunchRequest } from '../../../shared/host/host.ts'

describe('readLaunchArguments', () => {
  it.each([
    [[], [], null],
    [['a.pcap', 'netstat.txt'], ['a.pcap', 'netstat.txt'], null],
    [['--sample'], [], ''],
    [['--sample=incident', '--no-sandbox', 'a.pcap'], ['a.pcap'], 'incident'],
    [['--', '-a.pcap', '--sample'], ['-a.pcap', '--sample'], null],
    [['--allow-file-access-from-files', '', 'a.pcap'], ['a.pcap'], null],
  ] as const)('%j', (args, files, sample) => {
    expect(readLaunchArguments(args)).toEqual({ files, sample })
  })
})

describe('LaunchQueue', () => {
  const opened: LaunchWish[] = []
  const told: LaunchRequest[] = []
  const queue = new LaunchQueue(
    (wish) => {
      opened.push(wish)
      return Promise.resolve({ files: [], sample: wish.sample })
    },
    (request) => told.push(request),
  )

  it('opens nothing before the page asks, and everything at once then', async () => {
    await queue.add({ paths: ['/a'], sample: null })
    await queue.add({ paths: ['/b'], sample: 'x' })
    expect(opened).toEqual([])
    expect(await queue.take()).toEqual({ files: [], sample: 'x' })
    expect(opened).toEqual([{ paths: ['/a', '/b'], sample: 'x' }])
  })

  it('tells the page what comes later, and nothing for a second start without files', async () => {
    await queue.add({ paths: [], sample: null })
    await queue.add({ paths: ['/c'], sample: null })
    expect(told).toHaveLength(1)
    expect(await queue.take()).toEqual({ files: [], sample: null })
  })

  it('waits again when the page is loaded anew', async () => {
    queue.reset()
    await queue.add({ paths: ['/d'], sample: null })
    expect(told).toHaveLength(1)
    await queue.take()
    expect(opened.at(-1)).toEqual({ paths: ['/d'], sample: null })
  })
})
