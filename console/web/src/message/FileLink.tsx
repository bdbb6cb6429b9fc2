import type { FileRef } from "@shopbell/conversations/contract";
import { safeLink } from "@shopbell/conversations/links";
import { Icon } from "../ui/Icon.tsx";

const KIB = 1_024;

export function FileLink({ file, caption }: { file: FileRef; caption: string }) {
  const href = safeLink(file.url, window.location.origin);
  const name = (
    <>
      <Icon name="link" size={14} />
      {file.name}
      <span className="message__aside">{sizeOf(file.bytes)}</span>
    </>
  );
  return (
    <div className="bubble">
      {href ? (
        <a className="file" href={href} target="_blank" rel="noopener noreferrer nofollow">
          {name}
        </a>
      ) : (
        <span className="file">{name}</span>
      )}
      {caption && <p>{caption}</p>}
    </div>
  );
}

export function sizeOf(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`;
  if (bytes < KIB * KIB) return `${Math.round(bytes / KIB)} KB`;
  return `${(bytes / KIB / KIB).toFixed(1)} MB`;
}
