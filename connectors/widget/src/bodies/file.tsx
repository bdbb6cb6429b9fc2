import type { FileBody } from "@shopbell/conversations/contract";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { MessageItem } from "../conversation/view.ts";
import type { Files } from "../files/files.ts";
import { isPicture } from "../files/kinds.ts";
import { fill } from "../locales/index.ts";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";
import { Painted, saveAs } from "../ui/painted.tsx";
import { Viewer } from "../ui/viewer.tsx";

// Twice as wide as it is shown, for dense screens.
const PREVIEW_PX = 500;

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

/** What is shown, once it is here; null while it comes and where it does not. */
function useFile({ item, body, files }: SentFileProps): {
  readonly file: Blob | null;
  readonly failed: boolean;
  readonly again: () => void;
} {
  const [file, setFile] = useState<Blob | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  const { id } = body.file;
  useEffect(() => {
    let wanted = true;
    const loading = item.shelf ? files.waiting(item.shelf) : files.gallery.file(id, "preview");
    void loading.then((found) => {
      if (!wanted) return;
      setFile(found);
      setFailed(found === null);
    });
    return () => {
      wanted = false;
    };
  }, [files, id, item.shelf, tries]);
  return { file, failed, again: () => setTries(tries + 1) };
}

function Photo(props: SentFileProps): JSX.Element {
  const { t } = useUi();
  const { body, files, item } = props;
  const { id, name, width, height } = body.file;
  const { file, failed: missing, again } = useFile(props);
  const [broken, setBroken] = useState(false);
  const [large, setLarge] = useState<Blob | null>(null);
  const [natural, setNatural] = useState("4 / 3");
  const failed = missing || broken;
  const own = item.author.role === "shopper";
  const alt = body.caption || fill(own ? t.yourPicture : t.theirPicture, { name });
  const shape = width && height ? `${width} / ${height}` : natural;
  const open = async () => {
    if (failed || file === null) {
      setBroken(false);
      again();
    } else setLarge((item.shelf ? file : await files.gallery.file(id, "full")) ?? file);
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
        {file && !failed ? (
          <Painted
            file={file}
            alt={alt}
            width={PREVIEW_PX}
            onShape={setNatural}
            onFail={() => setBroken(true)}
          />
        ) : (
          <Icon name={failed ? "alert" : "image"} size={28} />
        )}
      </button>
      {large && <Viewer file={large} alt={alt} name={name} onClose={() => setLarge(null)} />}
    </>
  );
}

function Document({ item, body, files }: SentFileProps): JSX.Element {
  const { t, locale } = useUi();
  const { id, name, bytes } = body.file;
  const size = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: bytes < 1e6 ? "kilobyte" : "megabyte",
    maximumFractionDigits: bytes < 1e6 ? 0 : 1,
  }).format(bytes < 1e6 ? Math.max(1, bytes / 1e3) : bytes / 1e6);
  const save = async () => {
    const file = await (item.shelf ? files.waiting(item.shelf) : files.gallery.file(id, "full"));
    if (file) saveAs(file, name);
  };
  return (
    <button type="button" class="file" onClick={() => void save()}>
      <Icon name="page" />
      <span>
        <span class="hidden">{t.saveFile}: </span>
        <bdi>{name}</bdi> <small>{size}</small>
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
