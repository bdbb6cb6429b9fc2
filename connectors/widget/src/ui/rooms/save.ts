import type { Paper } from "../../conversation/inquiries.ts";

/** Hands a text over as a file; the browser puts it where its downloads go. */
export function save({ name, media, text }: Paper, place: Node | null): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${media};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.hidden = true;
  (place ?? document.body).appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
