import { useState } from "react";
import { Dialog } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { fileAddress } from "./files.ts";
import { words } from "./words.ts";

interface Props {
  readonly file: {
    readonly id: string;
    readonly name: string;
    readonly width?: number | null;
    readonly height?: number | null;
  };
  readonly alt: string;
  readonly small?: boolean;
}

/** A picture in a frame of its own shape, so that nothing moves when it comes; opens large. */
export function Picture({ file, alt, small = false }: Props) {
  const [large, setLarge] = useState(false);
  const [gone, setGone] = useState(false);
  if (gone) {
    return (
      <p className="picture__gone">
        <Icon name="alert" size={14} />
        {words.gone}
      </p>
    );
  }
  const shape = file.width && file.height && !small ? `${file.width} / ${file.height}` : "1";
  return (
    <>
      <button
        type="button"
        className={`picture ${small ? "picture--small" : ""}`}
        style={{ aspectRatio: shape }}
        aria-label={words.open(alt)}
        onClick={() => setLarge(true)}
      >
        <img
          src={fileAddress(file.id, "preview")}
          alt={alt}
          loading="lazy"
          onError={() => setGone(true)}
        />
      </button>
      <Dialog open={large} onClose={() => setLarge(false)} title={file.name} wide>
        <img className="picture__large" src={fileAddress(file.id)} alt={alt} />
        <p className="picture__save">
          <a href={fileAddress(file.id)} download={file.name}>
            {words.save}
          </a>
        </p>
      </Dialog>
    </>
  );
}
