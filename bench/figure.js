/** A number as the tables print it, like 12,345 or 0.512; a dash for what was not measured. */
export function figure(number, digits = 0) {
  if (number === null || number === undefined) return '–'
  return number.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
