import { useEffect, useRef, useState } from "react";
import { messageOf } from "../api/http.ts";
import { sizeOf } from "../format/size.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { ACCEPTED, isPicture, problemOf, useSendFile } from "./files.ts";
import { words } from "./words.ts";

/** The composer's way to send a file: chosen and looked at in a dialog, then sent with a line. */
export function AttachFile({ conversation }: { conversation: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton icon="clip" label={words.attach} onClick={() => setOpen(true)} />
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={words.title}
        description={words.limits}
      >
        <FileForm conversation={conversation} onSent={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function FileForm({ conversation, onSent }: { conversation: string; onSent: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [caption, setCaption] = useState("");
  const [cmid] = useState(() => crypto.randomUUID());
  const input = useRef<HTMLInputElement>(null);
  const sending = useSendFile(conversation);
  const problem = file && problemOf(file);
  return (
    <form
      className="file-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (file && !problem) {
          sending.mutate({ file, caption: caption.trim(), cmid }, { onSuccess: onSent });
        }
      }}
    >
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        className="sr-only"
        tabIndex={-1}
        aria-label={words.choose}
        onChange={(event) => {
          sending.reset();
          setFile(event.target.files?.[0] ?? null);
        }}
      />
      <Button icon="clip" onClick={() => input.current?.click()}>
        {file ? words.another : words.choose}
      </Button>
      {file && <Chosen file={file} />}
      {(problem || sending.isError) && (
        <p className="field__problem" role="alert">
          {problem ?? messageOf(sending.error)}
        </p>
      )}
      <Field label={words.caption}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            value={caption}
            maxLength={1_000}
            onChange={(event) => setCaption(event.target.value)}
          />
        )}
      </Field>
      <Button
        type="submit"
        tone="primary"
        icon="send"
        disabled={!file || Boolean(problem) || sending.isPending}
      >
        {words.send}
      </Button>
    </form>
  );
}

function Chosen({ file }: { file: File }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!isPicture(file.type)) return;
    const address = URL.createObjectURL(file);
    setUrl(address);
    return () => URL.revokeObjectURL(address);
  }, [file]);
  return (
    <p className="file-form__chosen">
      {url ? <img src={url} alt="" /> : <Icon name="link" />}
      <bdi>{file.name}</bdi>
      <span className="message__aside">{sizeOf(file.size)}</span>
    </p>
  );
}
