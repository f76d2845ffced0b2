// The picture of the start page: one attempt, SYNs at 0, 1, 3, 7, 15 and 31 s, and no answer.
import styles from './start.module.css'

const TIMES = [0, 1, 3, 7, 15, 31]
const place = (seconds: number): number => 24 + (seconds / 33) * 432

export function BackoffDrawing() {
  return (
    <svg className={styles.drawing} viewBox="0 0 480 72" aria-hidden>
      <path d={`M24 40H${place(33)}`} className={styles.axis} />
      {TIMES.slice(1).map((time, i) => {
        const from = place(TIMES[i] ?? 0)
        const to = place(time)
        return (
          <path
            key={time}
            d={`M${from} 40Q${(from + to) / 2} ${40 - 8 - (to - from) / 9} ${to} 40`}
            className={styles.arc}
          />
        )
      })}
      {TIMES.map((time) => (
        <circle key={time} cx={place(time)} cy={40} r={5} className={styles.syn} />
      ))}
      {[1, 2, 4, 8, 16].map((gap, i) =>
        gap < 2 ? null : (
          <text
            key={gap}
            x={(place(TIMES[i] ?? 0) + place(TIMES[i + 1] ?? 0)) / 2}
            y={62}
            textAnchor="middle"
            className={styles.gap}
          >
            {gap} s
          </text>
        ),
      )}
    </svg>
  )
}
