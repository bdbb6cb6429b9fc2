import { Link } from "react-router";
import { briefTime, fullTime } from "../format/time.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { STATE_TONES, STATES, titleIn } from "./options.ts";
import type { Editor } from "./useEditor.ts";
import { words } from "./words.ts";

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
      <Link className="icon-button" to="/knowledge" aria-label={words.back}>
        <Icon name="back" />
      </Link>
      <div className="editor__state">
        <Badge tone={STATE_TONES[state]}>{titleIn(STATES, state)}</Badge>
        <span role="status">{statusOf(editor)}</span>
      </div>
      <div className="editor__deeds">
        {article && article.state !== "archived" && (
          <Button tone="quiet" icon="archive" disabled={busy} onClick={onArchive}>
            {words.archive}
          </Button>
        )}
        <Button
          busy={busy}
          disabled={empty || (!dirty && article !== null)}
          onClick={() => void editor.save()}
        >
          {words.saveDraft}
        </Button>
        <Button icon="clock" disabled={busy || empty || nothingNew} onClick={onSchedule}>
          {words.schedule}
        </Button>
        <Button tone="primary" busy={busy} disabled={empty || nothingNew} onClick={onPublish}>
          {words.publish}
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
        {words.goesLive(older ? article.publish_version : null, briefTime(article.publish_at))}
      </Badge>
      <Button tone="quiet" disabled={busy} onClick={() => void editor.unschedule()}>
        {words.dropPlan}
      </Button>
    </span>
  );
}

function statusOf({ article, dirty }: Editor): string {
  if (dirty) return words.unsaved;
  if (!article) return words.notSaved;
  if (article.state === "published" && article.has_draft) {
    return words.draftSaved;
  }
  return words.saved(fullTime(article.updated_at), article.editor);
}
