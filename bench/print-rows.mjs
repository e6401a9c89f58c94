/** Prints measured rows below each other: name, median, unit and quartiles. */
export function printRows(rows) {
  const width = Math.max(...rows.map((row) => row.name.length));
  for (const { name, value, unit, lowerQuartile, upperQuartile } of rows) {
    const range =
      lowerQuartile === upperQuartile ? '' : `  (${number(lowerQuartile)} … ${number(upperQuartile)})`;
    console.log(`${name.padEnd(width)}  ${number(value).padStart(12)} ${unit}${range}`);
  }
}

/** Three digits at least, none after the point that are not measured. */
function number(value) {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
