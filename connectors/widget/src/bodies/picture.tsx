import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";

/** A product's picture in a frame of fixed shape; a parcel where there is none or it fails to load. */
export function Picture({ url }: { url: string | null }): JSX.Element {
  const { link } = useUi();
  const [failed, setFailed] = useState(false);
  const src = link(url);
  return (
    <span class="picture">
      {src && !failed ? (
        <img src={src} alt="" loading="lazy" decoding="async" onError={() => setFailed(true)} />
      ) : (
        <Icon name="box" size={20} />
      )}
    </span>
  );
}
