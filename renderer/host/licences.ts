// The licences of the packages that are in this build; electron/build/licences.mjs writes them beside the page.

/** @throws when there is no such file (a page that was not built) */
export async function licencesText(): Promise<string> {
  const response = await fetch('/licences.txt')
  if (!response.ok) throw new Error(`licences.txt: ${response.status}`)
  return response.text()
}
