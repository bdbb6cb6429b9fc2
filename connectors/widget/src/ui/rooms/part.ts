import data from "./data.css?inline";
import { DataRoom } from "./data.tsx";
import help from "./help.css?inline";
import { HelpRoom } from "./help.tsx";
import { PastRoom } from "./past.tsx";
import rooms from "./rooms.css?inline";

export { EmojiList } from "./emojis.tsx";
export { save } from "./save.ts";
export const css = rooms + help + data;

export const ROOMS = { help: HelpRoom, past: PastRoom, data: DataRoom } as const;
