// @vitest-environment jsdom
// About: the licences that the build wrote are read inside the window.
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import AboutDialog from '../../renderer/features/help/AboutDialog.tsx'
import { drawWindow } from '../helpers/draw-window.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

async function shownFor(answer: Response): Promise<string> {
  vi.stubGlobal('fetch', (address: string) =>
    address === '/licences.txt' ? Promise.resolve(answer) : Promise.reject(new Error(address)),
  )
  await drawWindow(<AboutDialog onClose={() => undefined} />)
  await userEvent.click(screen.getByRole('button', { name: 'Licences of what is built in' }))
  return (await screen.findByRole('region', { name: 'Licences of what is built in' })).textContent
}

describe('licences', () => {
  it('are shown as the build wrote them', async () => {
    expect(await shownFor(new Response('react 19 (MIT)\n\nPermission is hereby granted'))).toContain(
      'Permission is hereby granted',
    )
  })

  it('that are missing are said to be missing', async () => {
    expect(await shownFor(new Response('', { status: 404 }))).toBe('licences.txt is not beside this build.')
  })
})
