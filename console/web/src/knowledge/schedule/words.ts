import { inWords } from "../../locales/words.ts";

export const words = inWords({
  en: {
    title: "Publish it later",
    text: "Just this text goes live at that moment. What you save after this is not part of it.",
    goesLive: "Goes live",
    past: "Choose a moment that is ahead.",
    cancel: "Cancel",
    schedule: "Schedule",
  },
  zh: {
    title: "定时发布",
    text: "届时上线的只有当前文本，之后保存的修改不包含在内。",
    goesLive: "上线时间",
    past: "请选择将来的时间。",
    cancel: "取消",
    schedule: "定时发布",
  },
});
