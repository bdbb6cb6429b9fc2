import type { FileRef } from "@shopbell/conversations/contract";
import { sizeOf } from "../format/size.ts";
import { Icon } from "../ui/Icon.tsx";
import { fileAddress, isPicture } from "./files.ts";
import { Picture } from "./Picture.tsx";
import { words } from "./words.ts";

/** A file that stands in the log: a picture is shown, a document can be saved. */
export function SentFile({ file, caption }: { file: FileRef; caption: string }) {
  return (
    <div className="bubble bubble--file">
      {isPicture(file.type) ? (
        <Picture file={file} alt={caption || words.picture(file.name)} />
      ) : (
        <a className="file" href={fileAddress(file.id)} download={file.name}>
          <Icon name="link" size={14} />
          <bdi>{file.name}</bdi>
          <span className="message__aside">{sizeOf(file.bytes)}</span>
        </a>
      )}
      {caption && <p>{caption}</p>}
    </div>
  );
}
