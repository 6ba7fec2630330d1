/** A chapter's number, 1...3999. */
export function roman(number) {
  const signs = [["M", 1000], ["CM", 900], ["D", 500], ["CD", 400], ["C", 100], ["XC", 90], ["L", 50], ["XL", 40], ["X", 10], ["IX", 9], ["V", 5], ["IV", 4], ["I", 1]];
  let left = number;
  return signs.map(([sign, value]) => {
    const count = Math.floor(left / value);
    left -= count * value;
    return sign.repeat(count);
  }).join("");
}
