import { inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    title: "Alerts",
    menu: "Alerts…",
    text: "How you are told when you look elsewhere. Kept for you on every computer.",
    kinds: { chat: "A new chat waits", message: "A message in your chats" },
    ways: { sound: "Sound", desktop: "Desktop notification", title: "Count in the tab’s title" },
    allow: "Allow notifications",
    ask: "Your browser asks once before it shows notifications.",
    denied: "Your browser does not let this page show notifications. Allow them in its settings.",
    soundsLater: "Sounds begin after your first click in this page.",
    newChat: (name: string) => `${name} waits for a person`,
    newMessage: (name: string) => `${name} wrote`,
    loading: "Loading your choices",
    failed: "Your choices could not be loaded",
  },
  zh: {
    title: "提醒",
    menu: "提醒设置…",
    text: "当您没有看着页面时如何提醒您。在每台电脑上都有效。",
    kinds: { chat: "有新会话等待", message: "您的会话有新消息" },
    ways: { sound: "声音", desktop: "桌面通知", title: "在标签页标题中计数" },
    allow: "允许通知",
    ask: "浏览器会在显示通知前询问一次。",
    denied: "浏览器不允许此页面显示通知，请在浏览器设置中允许。",
    soundsLater: "首次点击页面后才会有声音。",
    newChat: (name: string) => `${name}在等待人工服务`,
    newMessage: (name: string) => `${name}发来消息`,
    loading: "正在加载您的设置",
    failed: "无法加载您的设置",
  },
});
