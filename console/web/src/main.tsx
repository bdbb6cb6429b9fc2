import "@shopbell/conversations/tokens.css";
import "./theme/base.css";
import "./theme/controls.css";
import "./theme/overlays.css";
import "./theme/shell.css";
import "./theme/auth.css";
import "./theme/inbox.css";
import "./theme/conversation.css";
import "./theme/message.css";
import "./theme/knowledge.css";
import "./theme/people.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { applyTheme, readTheme } from "./app/theme.ts";

applyTheme(readTheme());
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
