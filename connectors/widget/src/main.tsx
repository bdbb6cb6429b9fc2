import { startWidget } from "./embed.tsx";

startWidget(document.currentScript);
