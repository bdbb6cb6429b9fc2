import type { FileBody } from "@shopbell/conversations/contract";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { MessageItem } from "../conversation/view.ts";
import type { Files } from "../files/files.ts";
import { isPicture } from "../files/kinds.ts";
import { fill } from "../locales/index.ts";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";
import { Viewer } from "../ui/viewer.tsx";

export interface SentFileProps {
  readonly item: MessageItem;
  readonly body: FileBody;
  readonly files: Files;
  /** 0..1 while it is on its way to the server. */
  readonly progress: number | null;
  readonly onCancel: () => void;
}

export function SentFile(props: SentFileProps): JSX.Element {
  const { body } = props;
  return (
    <div class="bubble is-file">
      {isPicture(body.file.type) ? <Photo {...props} /> : <Document {...props} />}
      {body.caption && <p class="typed">{body.caption}</p>}
      <Progress {...props} />
    </div>
  );
}

/** The address of what is shown, once it is here; null while it comes and where it does not. */
function useAddress({ item, body, files }: SentFileProps): {
  readonly url: string | null;
  readonly failed: boolean;
  readonly again: () => void;
} {
  const [url, setUrl] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  const { id } = body.file;
  useEffect(() => {
    let wanted = true;
    const loading = item.shelf
      ? files.waiting(item.shelf)
      : tries >= 0
        ? files.gallery.url(id, "preview")
        : null;
    void loading?.then((address) => {
      if (!wanted) return;
      setUrl(address);
      setFailed(address === null);
    });
    return () => {
      wanted = false;
    };
  }, [files, id, item.shelf, tries]);
  return { url, failed, again: () => setTries(tries + 1) };
}

function Photo(props: SentFileProps): JSX.Element {
  const { t } = useUi();
  const { body, files, item } = props;
  const { file, caption } = body;
  const { url, failed: missing, again } = useAddress(props);
  // A page whose policy does not allow `blob:` shows none of them; the words say so.
  const [broken, setBroken] = useState(false);
  const failed = missing || broken;
  const [large, setLarge] = useState<string | null>(null);
  const own = item.author.role === "shopper";
  const alt = caption || fill(own ? t.yourPicture : t.theirPicture, { name: file.name });
  const [natural, setNatural] = useState("4 / 3");
  const shape = file.width && file.height ? `${file.width} / ${file.height}` : natural;
  const open = async () => {
    if (failed || url === null) {
      setBroken(false);
      again();
    } else setLarge((item.shelf ? url : await files.gallery.url(file.id, "full")) ?? url);
  };
  return (
    <>
      <button
        type="button"
        class="photo"
        style={{ aspectRatio: shape }}
        aria-label={failed ? t.pictureFailed : fill(t.openPicture, { name: alt })}
        onClick={() => void open()}
      >
        {url && !failed ? (
          <img
            src={url}
            alt={alt}
            onLoad={({ currentTarget: { naturalWidth: wide, naturalHeight: high } }) =>
              setNatural(`${wide} / ${high}`)
            }
            onError={() => setBroken(true)}
          />
        ) : (
          <Icon name={failed ? "alert" : "image"} size={28} />
        )}
      </button>
      {large && <Viewer url={large} alt={alt} name={file.name} onClose={() => setLarge(null)} />}
    </>
  );
}

function Document({ item, body, files }: SentFileProps): JSX.Element {
  const { t, locale } = useUi();
  const { file } = body;
  const size = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: file.bytes < 1e6 ? "kilobyte" : "megabyte",
    maximumFractionDigits: file.bytes < 1e6 ? 0 : 1,
  }).format(Math.max(0.001, file.bytes / 1e6) * (file.bytes < 1e6 ? 1_000 : 1));
  const save = async () => {
    const url = item.shelf
      ? await files.waiting(item.shelf)
      : await files.gallery.url(file.id, "full");
    if (url === null) return;
    const link = Object.assign(document.createElement("a"), { href: url, download: file.name });
    link.click();
  };
  return (
    <button type="button" class="file" onClick={() => void save()}>
      <Icon name="page" />
      <span>
        <span class="hidden">{t.saveFile}: </span>
        <bdi>{file.name}</bdi> <small>{size}</small>
      </span>
    </button>
  );
}

function Progress({ item, progress, onCancel }: SentFileProps): JSX.Element | null {
  const { t } = useUi();
  if (!item.waiting || !item.shelf) return null;
  const part = Math.round((progress ?? 0) * 100);
  return (
    <span class="carrying">
      {progress !== null && (
        <progress max={100} value={part} aria-label={t.sendingFile}>
          {part}%
        </progress>
      )}
      <button type="button" onClick={onCancel}>
        {t.cancelFile}
      </button>
    </span>
  );
}
