import { Link } from "react-router";
import { briefTime, fullTime } from "../format/time.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { STATE_TONES, STATES, titleIn } from "./options.ts";
import type { Editor } from "./useEditor.ts";

interface Props {
  readonly editor: Editor;
  /** Both ask first what would change for shoppers. */
  readonly onPublish: () => void;
  readonly onArchive: () => void;
  readonly onSchedule: () => void;
}

export function EditorHeader({ editor, onPublish, onArchive, onSchedule }: Props) {
  const { article, dirty, busy, text } = editor;
  const state = article?.state ?? "draft";
  const empty = !text.title.trim() || !text.body.trim();
  const nothingNew = !dirty && article?.state === "published" && !article.has_draft;
  return (
    <header className="editor__head">
      <Link className="icon-button" to="/knowledge" aria-label="Back to the articles">
        <Icon name="back" />
      </Link>
      <div className="editor__state">
        <Badge tone={STATE_TONES[state]}>{titleIn(STATES, state)}</Badge>
        <span role="status">{statusOf(editor)}</span>
      </div>
      <div className="editor__deeds">
        {article && article.state !== "archived" && (
          <Button tone="quiet" icon="archive" disabled={busy} onClick={onArchive}>
            Archive
          </Button>
        )}
        <Button
          busy={busy}
          disabled={empty || (!dirty && article !== null)}
          onClick={() => void editor.save()}
        >
          Save draft
        </Button>
        <Button icon="clock" disabled={busy || empty || nothingNew} onClick={onSchedule}>
          Schedule
        </Button>
        <Button tone="primary" busy={busy} disabled={empty || nothingNew} onClick={onPublish}>
          Publish
        </Button>
      </div>
      <Plan editor={editor} />
    </header>
  );
}

/** What goes live by itself, and the way out of it. */
function Plan({ editor }: { editor: Editor }) {
  const { article, busy } = editor;
  if (!article?.publish_at) return null;
  const older = article.publish_version !== article.version;
  return (
    <span className="editor__plan">
      <Badge tone="info">
        {`${older ? `Version ${article.publish_version}` : "This text"} goes live ${briefTime(article.publish_at)}`}
      </Badge>
      <Button tone="quiet" disabled={busy} onClick={() => void editor.unschedule()}>
        Drop the plan
      </Button>
    </span>
  );
}

function statusOf({ article, dirty }: Editor): string {
  if (dirty) return "Unsaved changes";
  if (!article) return "Not saved yet";
  if (article.state === "published" && article.has_draft) {
    return "Draft saved. Shoppers still get the text before it.";
  }
  return `Saved ${fullTime(article.updated_at)} by ${article.editor}`;
}
