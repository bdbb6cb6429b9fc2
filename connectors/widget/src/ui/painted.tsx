import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface PaintedProps {
  readonly file: Blob;
  /** Empty for what is only there to be looked at. */
  readonly alt: string;
  /** How wide it has to be, in px; as it is where not said. */
  readonly width?: number;
  readonly onShape?: (shape: string) => void;
  readonly onFail?: () => void;
}

/** A picture drawn from its bytes, which asks for no address that a page's policy might refuse. */
export function Painted({ file, alt, width, onShape, onFail }: PaintedProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    let wanted = true;
    const options: ImageBitmapOptions = width
      ? { resizeWidth: width, resizeQuality: "medium" }
      : {};
    createImageBitmap(file, options).then(
      (bitmap) => {
        const here = canvas.current;
        if (wanted && here) {
          here.width = bitmap.width;
          here.height = bitmap.height;
          here.getContext("2d")?.drawImage(bitmap, 0, 0);
          onShape?.(`${bitmap.width} / ${bitmap.height}`);
        }
        bitmap.close();
      },
      () => wanted && onFail?.(),
    );
    return () => {
      wanted = false;
    };
    // The two callbacks only tell of this file.
  }, [file, width]);
  return alt ? <canvas ref={canvas} role="img" aria-label={alt} /> : <canvas ref={canvas} />;
}

/** Gives a file to the browser to keep, as a link that is pressed at once. */
export function saveAs(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
