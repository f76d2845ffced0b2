// Counted things inside a sentence, with the right plural each: `$t(findings.unit.syn, {"count": …})`, a nested key of
// i18next. A sentence may count several things; i18next itself bends only one.

/** The counted noun `unit` of `findings.unit`, its number taken from the parameter `param` of the sentence. */
export function counted(unit: string, param: string): string {
  return `$t(findings.unit.${unit}, {"count": {{${param}}} })`
}
