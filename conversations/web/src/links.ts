/**
 * Where a link from a message may lead: https or mailto, or, with `base`, a page of the server that
 * the base names. Anything else, credentials in the address among it, is null.
 */
export function safeLink(raw: string | null | undefined, base?: string): string | null {
  if (!raw) return null;
  let url: URL;
  try {
    url = new URL(raw.trim(), base);
  } catch {
    return null;
  }
  if (url.username || url.password) return null;
  if (url.protocol === "https:" || url.protocol === "mailto:") return url.href;
  return base !== undefined && url.protocol === "http:" && url.origin === new URL(base).origin
    ? url.href
    : null;
}
