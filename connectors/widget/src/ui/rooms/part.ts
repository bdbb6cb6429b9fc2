import { DataRoom } from "./data.tsx";
import { HelpRoom } from "./help.tsx";
import { PastRoom } from "./past.tsx";
import css from "./rooms.css?inline";

export { EmojiList } from "./emojis.tsx";
export { save } from "./save.ts";
export { css };

export const ROOMS = { help: HelpRoom, past: PastRoom, data: DataRoom } as const;
