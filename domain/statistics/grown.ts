/** A larger, empty column with what a smaller one held: how typed arrays grow. */
export function grown<T extends Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
