/** What may be sent, said here before it is tried; the server looks at the bytes themselves. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
/** Without HEIC, so that an iPhone hands over a JPEG of its own accord. */
export const PICTURES = "image/jpeg,image/png,image/webp,image/gif";
export const ACCEPTED = `${PICTURES},application/pdf`;
export const MOST_PICKED = 10;
export const MAX_CAPTION = 1_000;

const TYPES: ReadonlySet<string> = new Set(ACCEPTED.split(","));

export type Problem = "tooLarge" | "wrongKind" | "empty";

/** Why a file cannot be sent, or null. */
export function problemOf(file: Pick<File, "type" | "size">): Problem | null {
  if (!TYPES.has(file.type)) return "wrongKind";
  if (file.size > MAX_FILE_BYTES) return "tooLarge";
  return file.size === 0 ? "empty" : null;
}

export function isPicture(type: string): boolean {
  return type.startsWith("image/");
}
