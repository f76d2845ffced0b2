// The timeline as the workspace uses it: a file of its own, fetched when there is time for it.
import { prepared } from '../components/prepared.tsx'

export const Timeline = prepared(async () => (await import('../features/timeline/Timeline.tsx')).Timeline)
