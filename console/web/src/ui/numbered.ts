/** Items that have no id and never change places, each with its place as a key. */
export function numbered<T>(
  items: readonly T[],
): readonly { readonly place: string; readonly item: T }[] {
  return items.map((item, at) => ({ place: String(at), item }));
}
