import { inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    edit: "Change these words",
    field: "Changed words",
    save: "Save",
    cancel: "Cancel",
    edited: (time: string) => `Edited ${time}`,
    before: "The shopper sees the new words. Before, it said:",
  },
  zh: {
    edit: "修改这条消息",
    field: "修改后的内容",
    save: "保存",
    cancel: "取消",
    edited: (time: string) => `${time} 已修改`,
    before: "顾客看到的是修改后的内容。之前是：",
  },
});
