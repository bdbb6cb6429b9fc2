import { inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    availability: "Your availability",
    states: { online: "Online", away: "Away", off: "Off" },
    hints: {
      online: "takes conversations",
      away: "takes none for now",
      off: "not at work",
    },
    idle: "Away: nothing done for a while",
  },
  zh: {
    availability: "您的状态",
    states: { online: "在线", away: "离开", off: "下班" },
    hints: { online: "接收会话", away: "暂不接收会话", off: "不在岗" },
    idle: "离开：一段时间没有操作",
  },
});
